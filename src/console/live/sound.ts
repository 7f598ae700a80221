export type Sound = 'waiting' | 'words' | 'sent' | 'note'

/** Hertz and start in seconds of each tone. A note sounds lower and twice, so that ears notice where words went. */
const tones: Record<Sound, [number, number][]> = {
  waiting: [
    [659, 0],
    [880, 0.14],
  ],
  words: [[740, 0]],
  sent: [[1046, 0]],
  note: [
    [262, 0],
    [262, 0.11],
  ],
}
const loudness: Record<Sound, number> = { waiting: 0.16, words: 0.12, sent: 0.025, note: 0.06 }

/** Plays short tones. A browser lets no page sound before the person touched it; until then this is silent. */
export const makeBell = () => {
  let context: AudioContext | undefined
  return (sound: Sound) => {
    if (!navigator.userActivation?.hasBeenActive) return
    context ??= new AudioContext()
    for (const [pitch, start] of tones[sound]) tone(context, pitch, context.currentTime + start, loudness[sound])
  }
}

const tone = (context: AudioContext, pitch: number, at: number, volume: number) => {
  const source = context.createOscillator()
  const gain = context.createGain()
  source.frequency.value = pitch
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(volume, at + 0.012)
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.28)
  source.connect(gain).connect(context.destination)
  source.start(at)
  source.stop(at + 0.3)
}
