import type { ReactNode } from 'react';

const looks = {
  note: { frame: 'border-accent bg-accent-soft', name: 'text-accent' },
  tip: { frame: 'border-ok bg-ok-soft', name: 'text-ok' },
  warn: { frame: 'border-warn bg-warn-soft', name: 'text-warn' },
} as const;

interface Props {
  kind?: keyof typeof looks;
  title?: string;
  names?: Record<keyof typeof looks, string>;
  children?: ReactNode;
}

export function Callout({ kind = 'note', title, names, children }: Props) {
  const look = looks[kind];
  return (
    <aside className={`callout my-4 rounded-r-2 border-l-3 px-3.5 py-2.5 ${look.frame}`}>
      <strong className={look.name}>{title ?? names?.[kind]}</strong>
      <div>{children}</div>
    </aside>
  );
}
