import type { ReactNode } from 'react';

export function Chip({ children, count }: { children: ReactNode; count?: number }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-full border border-paper-line bg-paper px-2.5 text-1 text-ink">
      {children}
      {count === undefined ? null : <b className="font-medium text-ink-3">{count}</b>}
    </span>
  );
}
