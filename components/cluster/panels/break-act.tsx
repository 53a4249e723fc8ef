'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import type { ViewItem } from '@/lib/cluster';

export const FIELD =
  'h-8 w-full min-w-0 rounded-1 border border-panel-line bg-panel-2 px-2 text-1 text-panel-ink touch:h-11';

interface ActProps {
  name: string;
  /** What will happen. */
  does: string;
  disabled?: boolean;
  onAct: () => void;
}

/** A button, and beside it what will happen. */
export function BreakAct({ name, does, disabled = false, onAct }: ActProps) {
  const text = useId();
  return (
    <div className="grid grid-cols-[9.5rem_minmax(0,1fr)] items-start gap-x-3 gap-y-1 max-wide:grid-cols-1">
      <Button look="panel" disabled={disabled} aria-describedby={text} onClick={onAct} className="justify-self-stretch">
        {name}
      </Button>
      <p id={text} className="pt-1 text-1 text-panel-ink-2 max-wide:pt-0">
        {does}
      </p>
    </div>
  );
}

/** `web-1`; with its namespace where that is not the usual one. */
export function shortName({ namespace = 'default', name }: ViewItem): string {
  return namespace === 'default' ? name : `${namespace}/${name}`;
}
