import { Children, isValidElement, type ReactNode } from 'react';
import { RecallOptions } from './recall-options';
import { RememberedOptions } from './remembered-options';

interface Props {
  question: string;
  /** The right option, counted from 1. */
  answer: string;
  why: string;
  /** Its number in the lesson, given when the lesson is compiled. */
  number?: string;
  /** The lesson that remembers the right answer; left out, nobody does. */
  lesson?: string | undefined;
  words: { recall: string; right: string; wrong: string };
  /** A Markdown list: one item an option. */
  children?: ReactNode;
}

/** One question about what was read. */
export function Recall({ question, answer, why, number, lesson, words, children }: Props) {
  const options = itemsOf(children);
  const right = Number(answer) - 1;
  if (!options[right])
    throw new Error(`Recall "${question}" has ${options.length} options, and its answer is ${answer}.`);
  return (
    <fieldset className="callout wide my-4 rounded-2 border border-paper-line bg-paper-2 px-4 py-3">
      <legend className="px-1 text-1 font-semibold text-ink-2">{words.recall}</legend>
      <p className="mt-0! font-semibold">{question}</p>
      {lesson === undefined ? (
        <RecallOptions options={options} right={right} why={why} words={words} />
      ) : (
        <RememberedOptions
          lesson={lesson}
          number={Number(number)}
          options={options}
          right={right}
          why={why}
          words={words}
        />
      )}
    </fieldset>
  );
}

function itemsOf(children: ReactNode): ReactNode[] {
  const items: ReactNode[] = [];
  Children.forEach(children, (child) => {
    if (!isValidElement<{ children?: ReactNode }>(child)) return;
    if (child.type === 'li') items.push(child.props.children);
    else items.push(...itemsOf(child.props.children));
  });
  return items;
}
