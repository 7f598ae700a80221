/** What customers photograph, drawn: each 1280 × 960. */
export const drawings = {
  brokenCup: scene(
    '#d9c7b0',
    '#b99a77',
    `<g transform="translate(640 500)">
      <ellipse cx="0" cy="250" rx="330" ry="46" fill="#00000030"/>
      <path d="M-230-190 L-190 170 Q-180 240-100 245 L100 245 Q180 240 190 170 L230-190 L150-150 L90-200 L20-110 L-40-185 L-110-120 L-160-175 Z" fill="#f4f1ea"/>
      <path d="M-230-190 L-160-175 L-110-120 L-40-185 L20-110 L90-200 L150-150 L230-190" fill="none" stroke="#b8ada0" stroke-width="9"/>
      <path d="M212-90 q150 -10 135 110 q-15 110 -158 100" fill="none" stroke="#f4f1ea" stroke-width="44" stroke-linecap="round" stroke-dasharray="210 60 300"/>
      <path d="M20-110 L-10 10 L34 70 L-6 190 M-10 10 L-90 60" fill="none" stroke="#6b5f55" stroke-width="7"/>
      <path d="M-150 40 q75-60 150 0 t150 0" fill="none" stroke="#3c7a89" stroke-width="16"/>
      <path d="M-420 235 l90-60 l30 75 z M330 262 l80-44 l46 60 z M-300 300 l60-22 l26 40 z" fill="#ece7dd" stroke="#b8ada0" stroke-width="5"/>
    </g>`,
  ),
  tornParcel: scene(
    '#c3ccd2',
    '#8d9aa3',
    `<g transform="translate(640 500)">
      <ellipse cx="0" cy="300" rx="440" ry="50" fill="#00000033"/>
      <path d="M-400-150 L0-260 L400-150 L400 210 L0 320 L-400 210 Z" fill="#b98a52"/>
      <path d="M-400-150 L0-40 L400-150 L0-260 Z" fill="#d0a268"/>
      <path d="M0-40 L400-150 L400 210 L0 320 Z" fill="#a67842"/>
      <path d="M-60-243 L340-133 L340-60 L300-30 L-100-140 L-60-170 Z" fill="#e9dcc0" opacity=".75"/>
      <path d="M120-20 L190 60 L150 120 L260 150 L210 235 L330 120 L285 90 L345 0 L240 20 L205-45 Z" fill="#3f2c17"/>
      <path d="M120-20 L190 60 L150 120 L120 90 Z M345 0 L285 90 L375 70 Z" fill="#e2bd86"/>
      <rect x="-340" y="-10" width="170" height="110" fill="#f6f3ec" transform="skewY(15)"/>
      <path d="M-320 10 v70 M-306 10 v70 M-284 10 v70 M-270 10 v70 M-250 10 v70 M-226 10 v70 M-212 10 v70 M-192 10 v70" stroke="#222" stroke-width="8" transform="skewY(15)"/>
    </g>`,
  ),
  wrongShirt: scene(
    '#e7e2da',
    '#c9c1b4',
    `<g transform="translate(640 470)">
      <path d="M-130-300 Q0-210 130-300 L330-210 L400 40 L270 80 L240-20 L250 360 L-250 360 L-240-20 L-270 80 L-400 40 L-330-210 Z" fill="#c2413c"/>
      <path d="M-130-300 Q0-210 130-300 L95-310 Q0-250-95-310 Z" fill="#8d2a27"/>
      <path d="M-170 20 Q-150 180-190 340 M150 40 Q170 190 140 345 M-20-160 Q-10 80-30 340" fill="none" stroke="#9f322e" stroke-width="9" opacity=".7"/>
      <g transform="translate(300 190) rotate(9)"><rect width="250" height="150" rx="14" fill="#fff"/><circle cx="30" cy="30" r="9" fill="#c9c1b4"/>
      <rect x="30" y="62" width="70" height="58" rx="8" fill="#2f6690"/><path d="M125 76 h95 M125 104 h62" stroke="#777" stroke-width="11"/></g>
    </g>`,
  ),
  crackedScreen: scene(
    '#5a5f66',
    '#33373c',
    `<g transform="translate(640 480) rotate(-8)">
      <rect x="-215" y="-420" width="430" height="840" rx="54" fill="#111418"/>
      <rect x="-190" y="-380" width="380" height="760" rx="26" fill="#2b5d7d"/>
      <circle cx="0" cy="-396" r="8" fill="#39424a"/>
      <path d="M60-120 L-190-330 M60-120 L190-360 M60-120 L190-40 M60-120 L130 380 M60-120 L-60 380 M60-120 L-190 130 M60-120 L-190-110 M60-120 L0-380
      M-40-205 L18-255 L110-225 L150-110 L112-10 L20 0 L-50-70 Z M-120-270 L8-330 L160-300 M-140 60 L-20 150 L90 140 L170 40" fill="none" stroke="#e8f3fa" stroke-width="5" opacity=".85"/>
      <circle cx="60" cy="-120" r="20" fill="#e8f3fa" opacity=".9"/>
    </g>`,
  ),
  bentLamp: scene(
    '#ded5e6',
    '#a995bb',
    `<g transform="translate(640 520)">
      <ellipse cx="0" cy="300" rx="260" ry="40" fill="#00000030"/>
      <ellipse cx="0" cy="285" rx="170" ry="34" fill="#4b4152"/>
      <path d="M0 280 L-12 80 Q-18 0 90-60 L150-110" fill="none" stroke="#5d5266" stroke-width="26" stroke-linecap="round"/>
      <path d="M40-190 L270-250 L360-40 Q240 40 130 40 Z" fill="#f0c75e"/>
      <path d="M175-215 q-20 70 50 95 q-60 30-20 110" fill="none" stroke="#a3791a" stroke-width="10"/>
      <path d="M130 40 Q240 40 360-40" fill="none" stroke="#fff3c4" stroke-width="16"/>
    </g>`,
  ),
  receipt: scene(
    '#8aa39b',
    '#5f7c73',
    `<g transform="translate(640 480) rotate(4)">
      <path d="M-230-420 h460 v800 l-46 34 l-46-34 l-46 34 l-46-34 l-46 34 l-46-34 l-46 34 l-46-34 l-46 34 l-46-34 z" fill="#fbfaf5"/>
      <circle cx="0" cy="-320" r="46" fill="#2f7d6b"/><path d="M-22-322 l18 20 l32-40" fill="none" stroke="#fff" stroke-width="12"/>
      <path d="M-120-220 h240 M-180-130 h150 M80-130 h100 M-180-70 h190 M110-70 h70 M-180-10 h120 M90-10 h90" stroke="#9a978c" stroke-width="16"/>
      <path d="M-190 60 h380" stroke="#c9c6ba" stroke-width="6" stroke-dasharray="18 14"/>
      <path d="M-180 120 h110 M40 120 h140" stroke="#333" stroke-width="24"/>
      <path d="M-150 200 v110 M-120 200 v110 M-104 200 v110 M-70 200 v110 M-40 200 v110 M-18 200 v110 M20 200 v110 M44 200 v110 M82 200 v110 M104 200 v110 M146 200 v110" stroke="#222" stroke-width="12"/>
    </g>`,
  ),
} as const

export type DrawingName = keyof typeof drawings

function scene(light: string, dark: string, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960" viewBox="0 0 1280 960">
    <defs><radialGradient id="g" cx=".45" cy=".35" r=".9"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></radialGradient></defs>
    <rect width="1280" height="960" fill="url(#g)"/>${content}</svg>`
}
