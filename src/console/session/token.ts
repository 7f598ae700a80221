/** The token stands behind `#`, bare or as `token=`: browsers never send that part, so that no log holds it. */
export const tokenIn = (hash: string) => decodeURIComponent(hash.replace(/^#(token=)?/, ''))
