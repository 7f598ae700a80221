/** Addresses, order codes and phone numbers: what must keep its own direction inside a sentence. */
const APART = /(https?:\/\/[^\s<>"]+|[A-Za-z]{1,6}-?[\d۰-۹٠-٩][\w۰-۹٠-٩-]*|[+＋]?[\d۰-۹٠-٩][\d۰-۹٠-٩ -]{5,}[\d۰-۹٠-٩])/g

export function Said({ text }: { text: string }) {
  return text.split(APART).map((piece, index) => {
    const key = `${index}${piece}`
    if (index % 2 === 0) return piece
    if (!piece.startsWith('http'))
      return (
        <bdi key={key} className="whitespace-nowrap">
          {piece}
        </bdi>
      )
    return (
      <a key={key} href={piece} target="_blank" rel="noopener noreferrer" className="text-accent underline">
        <bdi>{piece}</bdi>
      </a>
    )
  })
}
