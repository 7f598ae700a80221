/** Pictures that every browser can draw, and only draws. Not SVG, which is a program, and not HEIC, which most cannot. */
export const rasterImages: ReadonlySet<string> = new Set(
  ['jpeg', 'png', 'apng', 'gif', 'webp', 'avif', 'bmp'].map(type => `image/${type}`),
)

export const sounds: ReadonlySet<string> = new Set(
  ['mpeg', 'ogg', 'opus', 'mp4', 'x-m4a', 'aac', 'wav', 'webm', 'flac', 'x-flac', 'amr'].map(type => `audio/${type}`),
)

export const films: ReadonlySet<string> = new Set(
  ['mp4', 'webm', 'ogg', 'quicktime', '3gpp', 'x-m4v', 'x-matroska', 'matroska'].map(type => `video/${type}`),
)

/** In pixels. The largest cameras of phones take 108 million; what says it is larger is made to fill the memory. */
export const largestPicture = 120_000_000
/** The same for a picture that has to be unpacked as a whole to be drawn: some 160 MB. */
export const largestInMemory = 40_000_000
