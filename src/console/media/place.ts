const widest = 320
const highest = 360

/** The place a single picture will take, known before it is loaded, so that nothing jumps. */
export const placeOf = (width: number | null, height: number | null) => {
  if (!width || !height) return { width: 240, height: 240 }
  const scale = Math.min(1, widest / width, highest / height)
  return { width: Math.max(80, Math.round(width * scale)), height: Math.max(60, Math.round(height * scale)) }
}
