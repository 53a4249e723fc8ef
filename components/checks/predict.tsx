'use client';

import { useId } from 'react';
import { notePredicted, usePredicted } from '@/components/lesson/use-progress';
import { WithCode } from '@/components/ui/with-code';
import { fill, type Locale } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Prediction } from '@/lib/lessons';
import { checksWords } from './words';

interface Props {
  slug: string;
  task: string;
  predict: Prediction;
  locale: Locale;
  done: boolean;
}

/** What will happen? Asked before; whether it did, and why, is told once the task is done, to those who answered. */
export function Predict({ slug, task, predict, locale, done }: Props) {
  const words = useOwnWords(checksWords);
  const chosen = usePredicted(slug, task);
  const name = useId();
  const option = chosen === undefined ? undefined : predict.options[chosen];
  if (done) {
    if (!option) return null;
    return (
      <p className="mt-1 text-1 leading-[21px] text-panel-ink-2">
        <strong className={option.isRight ? 'text-panel-ok' : 'text-panel-warn'}>
          <WithCode
            text={option.isRight ? words.wasRight : fill(words.wasWrong, { text: option.text[locale] })}
            look="panel"
          />
        </strong>{' '}
        <WithCode text={predict.why[locale]} look="panel" />
      </p>
    );
  }
  return (
    <fieldset className="mt-2 rounded-2 border border-panel-line px-3 pb-2">
      <legend className="px-1 text-0 text-panel-ink-2">{words.predict}</legend>
      <p className="text-1 font-semibold">
        <WithCode text={predict.question[locale]} look="panel" />
      </p>
      {predict.options.map(({ text }, index) => (
        <label
          key={text.en}
          className="flex min-h-7 cursor-pointer items-baseline gap-2 rounded-1 px-1 py-0.5 text-1 hover:bg-panel-2 touch:min-h-11 touch:items-center"
        >
          <input
            type="radio"
            name={name}
            checked={chosen === index}
            onChange={() => notePredicted(slug, task, index)}
            className="accent-panel-accent"
          />
          <span className="min-w-0">
            <WithCode text={text[locale]} look="panel" />
          </span>
        </label>
      ))}
      <p role="status" className="text-0 text-panel-ink-2">
        {option ? words.predicted : ''}
      </p>
    </fieldset>
  );
}
