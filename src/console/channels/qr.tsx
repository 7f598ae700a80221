import { QRCodeSVG } from 'qrcode.react'

/** Black on white with its quiet zone, in dark colours too: phones read nothing else as well. */
const Qr = ({ text, label }: { text: string; label: string }) => (
  <QRCodeSVG
    value={text}
    title={label}
    size={288}
    level="L"
    marginSize={4}
    bgColor="#ffffff"
    fgColor="#000000"
    role="img"
    className="size-full"
  />
)

export default Qr
