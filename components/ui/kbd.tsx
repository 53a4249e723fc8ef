import type { ReactNode } from 'react';

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-1 border border-b-2 border-current/35 px-1.5 text-[11px] leading-4 opacity-80">
      {children}
    </kbd>
  );
}
