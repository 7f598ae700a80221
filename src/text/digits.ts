const zero = { persian: 0x06f0, arabic: 0x0660, ascii: 0x30 }

/** `۱۲۳` and `١٢٣` → `123`. All else stays. */
export const toAsciiDigits = (text: string): string =>
  text.replace(/[\u06F0-\u06F9\u0660-\u0669]/g, digit => {
    const code = digit.charCodeAt(0)
    return String.fromCharCode(code - (code >= zero.persian ? zero.persian : zero.arabic) + zero.ascii)
  })

/** `123` and `١٢٣` → `۱۲۳`, for showing. All else stays. */
export const toPersianDigits = (text: string): string =>
  toAsciiDigits(text).replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) - zero.ascii + zero.persian))
