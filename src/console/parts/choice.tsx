import { Label, Radio, RadioGroup } from 'react-aria-components'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  choose: (value: T) => void
}

/** A few choices side by side, one of them taken. */
export const Choice = <T extends string>({ label, value, options, choose }: Props<T>) => (
  <RadioGroup
    value={value}
    onChange={next => choose(next as T)}
    orientation="horizontal"
    className="flex flex-col gap-1"
  >
    <Label className="text-faint text-xs">{label}</Label>
    <div className="flex rounded-lg bg-sunken p-0.5">
      {options.map(([name, words]) => (
        <Radio
          key={name}
          value={name}
          className={({ isSelected }) =>
            `flex-1 cursor-pointer rounded-md px-2 py-1 text-center text-sm transition-colors ${
              isSelected ? 'bg-raised font-semibold text-ink shadow-sm' : 'text-soft hover:text-ink'
            }`
          }
        >
          {words}
        </Radio>
      ))}
    </div>
  </RadioGroup>
)
