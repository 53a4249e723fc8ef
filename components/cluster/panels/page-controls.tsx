'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { useOwnWords } from '@/components/words/use-own-words';
import type { Submission } from './browser-tab';
import { browserWords } from './browser-words';
import type { FramePage, PageForm } from './frame-page';

const FIELD = 'min-h-8 min-w-0 rounded-1 border border-panel-line bg-panel-2 px-2 text-1 text-panel-ink touch:min-h-11';

interface Props {
  page: FramePage;
  onFollow: (to: string) => void;
  onSubmit: (form: Submission) => void;
}

/** A page's forms and links as our own, for where nothing may run within its frame. */
export function PageControls({ page: { forms, links }, onFollow, onSubmit }: Props) {
  const words = useOwnWords(browserWords);
  const heading = useId();
  if (forms.length + links.length === 0) return null;
  return (
    <section
      aria-labelledby={heading}
      className="grid max-h-[50%] gap-3 overflow-y-auto border-t border-panel-line px-3 py-2"
    >
      <h3 id={heading} className="text-1 font-semibold">
        {words.controls}
      </h3>
      <p className="text-1 text-panel-ink-2">{words.controlsNote}</p>
      {forms.map((form, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a form is its place in the page
        <OwnForm key={index} form={form} onSubmit={onSubmit} />
      ))}
      {links.length === 0 ? null : (
        <ul className="flex flex-wrap gap-x-3">
          {links.map(({ to, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a link is its place in the page
            <li key={index}>
              <button
                type="button"
                onClick={() => onFollow(to)}
                className="min-h-6 text-1 text-panel-accent hover:underline touch:min-h-11"
              >
                {text || to}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OwnForm({ form, onSubmit }: { form: PageForm; onSubmit: (form: Submission) => void }) {
  const words = useOwnWords(browserWords);
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as const] : [],
        );
        onSubmit({ method: form.method, to: form.to, fields });
      }}
    >
      {form.fields.map(({ name, label, type, value }, index) =>
        type === 'hidden' ? (
          // oxlint-disable-next-line react/no-array-index-key -- names may stand twice
          <input key={index} type="hidden" name={name} value={value} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- names may stand twice
          <label key={index} className="grid gap-1 text-1 text-panel-ink-2">
            {label}
            {type === 'long' ? (
              <textarea name={name} defaultValue={value} rows={3} className={FIELD} />
            ) : (
              <input name={name} type={type} defaultValue={value} autoComplete="off" className={FIELD} />
            )}
          </label>
        ),
      )}
      <Button look="panel" type="submit" className="justify-self-start">
        {form.button || words.submit}
      </Button>
    </form>
  );
}
