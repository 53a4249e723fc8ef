import type { ReactNode } from 'react';

interface Props {
  id: string;
  entry: { term: string; text: string } | undefined;
  children?: ReactNode;
}

/** A word of the glossary: its meaning opens below it, by click or key, and by no script. */
export function Term({ id, entry, children }: Props) {
  if (!entry) throw new Error(`There is no term "${id}" in content/glossary.yaml.`);
  const popover = `term-${id}`;
  return (
    <>
      <button
        type="button"
        popoverTarget={popover}
        className="rounded-1 font-semibold text-ink underline decoration-ink-3 decoration-dotted underline-offset-4 hover:decoration-accent"
      >
        {children ?? entry.term}
      </button>
      <span
        id={popover}
        popover="auto"
        className="m-auto max-w-[min(420px,calc(100vw-32px))] rounded-2 border border-rule-2 bg-sheet p-4 text-2 text-ink"
      >
        <strong>{entry.term}</strong>
        <br />
        {entry.text}
      </span>
    </>
  );
}
