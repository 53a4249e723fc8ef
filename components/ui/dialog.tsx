'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** The answers, the safe one first. */
  actions?: ReactNode;
  children?: ReactNode;
  /** Whether the focus goes back to where it was; it does, unless said otherwise. */
  returnsFocus?: () => boolean;
}

/** A question that must be answered before going on. Escape and the backdrop mean the safe answer. */
export function Dialog({ open, onOpenChange, title, description, actions, children, returnsFocus }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-panel/50" />
        <Base.Popup
          finalFocus={returnsFocus}
          className="fixed top-[12vh] left-1/2 z-50 grid max-h-[76vh] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 gap-3 overflow-auto rounded-3 border border-rule-2 bg-sheet p-5 text-ink"
        >
          <Base.Title className="text-3 font-bold">{title}</Base.Title>
          {description ? <Base.Description className="text-2 text-ink-2">{description}</Base.Description> : null}
          {children}
          {actions ? <div className="mt-1 flex flex-wrap justify-end gap-2">{actions}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
