import type { Button } from '../domain/message.ts'
import type { Question, Texts } from './texts.ts'

/** The choices under a question. Their order is what a typed number means, in every language. */
export const buttonsOf = (question: Question, { topic, button }: Texts): Button[][] => {
  const human = [{ label: button.human, value: 'human' }]
  switch (question) {
    case 'topic':
      return [
        [
          { label: topic.damaged, value: 'topic:damaged' },
          { label: topic.not_arrived, value: 'topic:not_arrived' },
        ],
        [
          { label: topic.wrong_item, value: 'topic:wrong_item' },
          { label: topic.refund, value: 'topic:refund' },
        ],
        [{ label: topic.other, value: 'topic:other' }],
        human,
      ]
    case 'orderCode':
      return [[{ label: button.noCode, value: 'none:orderCode' }], human]
    case 'photos':
      return [[{ label: button.noPhoto, value: 'none:photos' }], human]
    case 'description':
      return [[{ label: button.skip, value: 'none:description' }], human]
    case 'more':
      return [human]
  }
}
