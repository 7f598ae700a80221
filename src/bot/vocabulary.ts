import { type Flat, says, wordSet, wordsIn } from './words.ts'

export const saysDamaged = says(`
  خراب*, شکست*, معیوب*, آسیب*, ترک خورد*, ترک داره*, پاره*, له شد*, سوخته*, نشتی*, خط و خش*, خش داره*,
  کار نمی‌کن*, کار نمی کن*, روشن نمی‌ش*, روشن نمی ش*, kharab*, shekast*, kar nemikon*, roshan nemish*,
  damage*, broke*, crack*, defect*, faulty, torn, smashed, not working, doesn't work, does not work, stopped working`)

export const saysNotArrived = says(`
  نرسید*, نیومد*, نیامد*, دریافت نکرد*, تحویل نگرفت*, تحویل نداد*, کجاست*, کجا موند*, دیر کرد*, تأخیر*,
  naresid*, nareside*, nayomad*, nayumad*, nayoomad*, kojast*, not arrived, not yet arrived, not been delivered, not delivered,
  not received, hasn't arrived, hasn't come, haven't received, haven't got my, didn't arrive, didn't receive, didn't get my,
  did not arrive, did not receive, never arrived, never came, never received, not come, where is my, where's my, is late`)

export const saysWrongItem = says(`
  اشتباه*, عوضی, مغایر*, سایزش*, رنگش*, رنگ دیگ*, یکی دیگه فرستاد*, چیز دیگه‌ای فرستاد*, چیز دیگری فرستاد*, eshteba*,
  wrong, incorrect, another item, different item, not what i ordered, instead of`)

export const saysRefund = says(`
  مرجوع*, برگشت*, برگردون*, برگردان*, پس بد*, پس می‌د*, پس بفرست*, پس بگیر*, پولم*, پول من*, استرداد*, عودت*, لغو*, کنسل*, انصراف*,
  marjo*, poolam*, pulam*, bargard*, pas bed*, pas begir*, cancel*, cansel*, refund*, return*, money back`)

export const saysOther = says('چیز دیگر*, چیز دیگه*, موضوع دیگر*, سایر, something else, other, another thing')

const namesHuman = says(`
  اپراتور*, آدم, آدمی, کارشناس, کارشناسی, کارشناستون, کارشناسان, پشتیبان, پشتیبانتون, انسان, انسانی,
  operator*, adam, ensan, karshenas*, poshtiban, human, humans, agent, person, representative`)
const namesSupport = says('پشتیبانی, poshtibani, همکار*, مسئول*, مدیر*, support, someone, somebody, staff, manager')
const wishes = says(`
  می‌خوام, می خوام, می‌خواهم, می خواهم, بدید, بدین, mikham, mikhaham, chat with, want, need, please, give me, get me, real`)
const talks = says('وصل*, صحبت*, حرف بزن*, vasl*, sohbat*, talk, speak, connect, transfer')
const refusesBot = says('با ربات, با بات, ربات نمی‌خوا*, not a bot, no bot, no bots, stop bot, hate bots')

/** The wish for a human. In a long sentence a human's name alone may tell a story ("the delivery person was late"). */
export const asksForHuman = (text: Flat): boolean => {
  if (/^\/(?:human|operator|agent)\b/.test(text) || refusesBot(text)) return true
  if (namesHuman(text)) return wordsIn(text).length <= 5 || wishes(text) || talks(text)
  return namesSupport(text) && talks(text)
}

export const namesCode = says('کد*, شماره*, kod*, shomare*, code*, number')
export const namesPhoto = says('عکس*, تصویر*, aks*, axs*, photo*, picture*, image*, pic')

export const saysLack = says(`
  ندارم*, نداریم, نمی‌دونم, نمی دونم, نمی‌دانم, نمی دانم, یادم نیست, یادم رفت*, پیدا نمی*, پیداش نمی*, پیداش نکرد*, گم کرد*, بلد نیستم,
  nadaram*, nemidoon*, nemidun*, yadam nist, yadam raft*, don't have*, do not have*, haven't got*, don't know, no code, no number,
  no photo*, no picture*, no image, lost it, lost the, forgot*, not sure, can't find*`)
export const saysNo = says(`
  نه, نخیر, خیر, رد, رد کن, رد شو, بعدی, بعداً, بی‌خیال, هیچی, نمی‌تونم, نمی تونم, نمی‌توانم, نمی‌شه,
  na, nakheyr, no, nope, none, skip, next, later, nothing, can't, cannot, without`)

/** What they gave before was not right. */
export const saysMistake = says(`
  اشتباه*, غلط*, درستش*, منظورم*, eshtebah*, ghalat*, wrong, mistake*, incorrect, typo`)

const polite = wordSet(`
  سلام درود علیک وقت وقتتون روز روزتون صبح عصر ظهر شب بخیر خیر خسته نباشید نباشین لطفا لطفاً ممنون ممنونم مرسی تشکر سپاس ببخشید
  بله آره اوکی باشه چشم حتما خوب خوبید خوبین خوبی هستید حالتون چطوره چطورید عزیز جان آقا خانم یه یک سوال داشتم دارم مشکل با و از
  salam slm dorood vaght bekheyr khaste nabashid nabashin lotfan mamnoon mersi merci bebakhshid bale khoob khobi khubi chetori
  hello hi hey good morning afternoon evening day dear sir madam please thanks thank you very much sorry yes yeah yep ok okay sure fine
  i have a an question problem how are`)
const labels = wordSet(`
  کد کدش کدم کده سفارش سفارشم سفارشش شماره شماره‌ش من این اینه است هست هستش رو را
  kod kode kodesh sefaresh sefaresham my the order code number is it its this`)

/** The words that are no greeting and no thanks. */
export const saidWords = (text: Flat): string[] => wordsIn(text).filter(word => !polite.has(word))

/** Of these, the words that tell something. */
export const tellingWords = (text: Flat): string[] =>
  saidWords(text).filter(word => !labels.has(word) && !/^\d+$/.test(word))
