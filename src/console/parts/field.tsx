import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components'
import { useWords } from '../words/use-words.tsx'
import { IconButton } from './icon-button.tsx'

interface Props extends Omit<TextFieldProps, 'className' | 'children'> {
  label: string
  hint?: string
}

/** A labelled line of text. Addresses and passwords are written left to right in every language. */
export const Field = ({ label, hint, type = 'text', ...rest }: Props) => {
  const { t } = useWords()
  const [shown, setShown] = useState(false)
  const secret = type === 'password'
  return (
    <TextField {...rest} type={secret && shown ? 'text' : type} className="flex flex-col gap-1">
      <Label className="font-medium text-sm text-soft">{label}</Label>
      <div className="relative" dir={secret ? 'ltr' : undefined}>
        <Input
          dir={type === 'text' ? 'auto' : 'ltr'}
          className={`h-10 w-full rounded-lg border border-strong-line bg-raised px-3 text-base text-ink ${secret ? 'pe-11' : ''}`}
        />
        {secret && (
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={shown ? t('session.hidePassword') : t('session.showPassword')}
            onPress={() => setShown(!shown)}
            className="absolute end-0.5 top-0.5"
          />
        )}
      </div>
      {hint && (
        <Text slot="description" className="text-faint text-xs">
          {hint}
        </Text>
      )}
      <FieldError className="text-danger text-xs" />
    </TextField>
  )
}
