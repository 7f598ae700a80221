import { canonical } from './canonical.ts'
import { plain } from './plain.ts'

/** The languages that are told apart; a third one is a word list here. */
type Told = 'fa' | 'en'

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** Persian as it is typed with Latin letters. Without the words that are English too (man, in, are, to, hast). */
const persianInLatin = words(`
  salam slm dorood doroud mersi merci mamnoon mamnun tashakor sepas khaste nabashid lotfan lotfa khahesh bebakhshid bebakhshin
  sefaresh sefaresham sefareshe sefareshi sefareshat kharid kharidam mahsul mahsool kala baste bastam marsule marsoole ersal ersali
  nareside naresid reside resid miresid mirese nemirese kharab kharabe shekaste shekast eshtebah eshtebahi moshkel moshkele moshkeli
  kod kode kodesh kodam koja kojast chera chi chie chist chand chetor chejori key kay hanuz hanooz alan emrooz emruz dirooz diruz farda
  pool pul poolam pulam poolamo toman tooman rial mablagh aks axs akse aksesh mikham mikhaham mikhastam nemikham mikonam mikonid konid
  konam kardam kard shod shode nashod nashode nist nistam hastam hasti hastid daram darid nadaram nadarid dare nadare bood bud boodam
  baraye vase bara rooye roye ham hamin hamoon khob khub khoob kheili kheyli kheyly are baleh bale na nakheyr agha khanom khanoom
  poshtiban poshtibani karshenas ensan adam operator shoma shomare man mano ma inja oonja ye yek yeki az ke ro chiz barnagasht
  bargasht bargardoonam pas marjoo marjou taviz taaviz avaz
`)
const english = words(`
  hello hi hey dear thanks thank please sorry my your our me you it its the a an this that these those is was were am has have had
  does did not no yes can could would will should order ordered orders item items package parcel product arrived arrive received
  receive broken damaged wrong missing refund return exchange delivery delivered code number photo picture help need want what when
  where why how who and or but with from for of on at to i dont don't didn't hasn't haven't still yet never nothing size color
  colour money back price paid pay late talk speak human agent person support
`)
/** In both lists they would count for both. */
const shared = words('man are na no in to be do pas ham az ma ye operator adam key')

const onlyArabic = words(
  'في من على هذا هذه التي الذي لم لن ليس انا أنا انت هل كيف متى اين أين لماذا شكرا مرحبا اريد أريد طلبي الى إلى عن مع كان تم لا ما هو هي يا نعم',
)
const onlyPersian = words(
  'از که را به با در این آن است هست نیست من شما برای چرا رو سلام و هم یک یه تا بود شد نشد کد سفارش ها',
)
const arabicLetters = /[\u0629\u064A\u0643\u0649\u0623\u0625\u0624]/g
const persianLetters = /[پچژگکی]/g

const notSaid = /(?:https?:\/\/|www\.)\S+|(?<!\S)\S*[@\d_/]\S*/gi

/**
 * What language somebody wrote in: Persian (also in Latin letters), English, or `null` where the text does not tell,
 * because it is a code, emoji, a name, or a language that is neither.
 */
export const languageOf = (text: string): Told | null => {
  const said = plain(text).replace(notSaid, ' ')
  const inArabicScript = said.match(/[\u0620-\u06D3]+/g) ?? []
  const inLatin = canonical(said).match(/\p{Script=Latin}+(?:'\p{Script=Latin}+)?/gu) ?? []
  if (inArabicScript.length === 0) return ofLatin(inLatin)
  if (inLatin.length > 3 * inArabicScript.length) return ofLatin(inLatin) ?? 'fa'
  return isArabic(said, inArabicScript) ? null : 'fa'
}

/** What a messenger's setting ("fa", "en-US") says about it: a hint, for before anything was written. */
export const languageOfHint = (hint: string | null): Told | null => {
  const primary = hint?.toLowerCase().split(/[-_]/)[0]
  return primary === 'fa' || primary === 'en' ? primary : null
}

const ofLatin = (said: string[]): Told | null => {
  const persian = said.filter(word => !shared.has(word) && (persianInLatin.has(word) || persianVerb.test(word))).length
  const inEnglish = said.filter(word => !shared.has(word) && english.has(word)).length
  if (persian > 0 && persian >= inEnglish) return 'fa'
  if (inEnglish > 0) return 'en'
  return null
}

/** mikhaste, nemifahmam, nemitoonam: no English word begins like that. */
const persianVerb = /^(?:ne)?mi(?:kh|kon|sh[ea]|fah|too?n|dah|dun|gir|ras|gam|ga?n)\w*$/

/** Home is Persian: only what has Arabic letters or words and more of them than Persian ones is taken for Arabic. */
const isArabic = (text: string, said: string[]): boolean => {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const arabic = said.filter(word => onlyArabic.has(word)).length
  const persian = said.filter(word => onlyPersian.has(word)).length
  const articles = said.filter(word => /^(?:ال|وال|بال)/.test(word) && word.length > 4).length
  if (count(persianLetters) > 0 || persian > arabic) return false
  return arabic + articles >= 2 || (arabic + articles >= 1 && count(arabicLetters) > 0)
}
