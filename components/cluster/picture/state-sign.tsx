import type { ViewState } from '@/lib/cluster';

export const STATE_INK: Readonly<Record<ViewState, string>> = {
  ready: 'text-panel-ok',
  waiting: 'text-panel-warn',
  failed: 'text-panel-bad',
  done: 'text-panel-ink-2',
  leaving: 'text-panel-ink-2',
  plain: 'text-panel-ink-2',
};

/** A shape for each state; the word stands beside it, or in the name. */
export function StateSign({ state, size = 12 }: { state: ViewState; size?: number }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" width={size} height={size} className={`block shrink-0 ${STATE_INK[state]}`}>
      {SHAPES[state]}
    </svg>
  );
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.7 } as const;

const SHAPES: Readonly<Record<ViewState, React.ReactNode>> = {
  ready: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="m3.4 6.2 1.9 1.8 3.4-3.8" fill="none" stroke="var(--panel)" strokeWidth="1.6" />
    </>
  ),
  waiting: <circle cx="6" cy="6" r="4.4" {...line} />,
  failed: (
    <>
      <path d="M6 0 12 6 6 12 0 6Z" fill="currentColor" />
      <path d="m4.2 4.2 3.6 3.6m0-3.6L4.2 7.8" fill="none" stroke="var(--panel)" strokeWidth="1.5" />
    </>
  ),
  done: (
    <>
      <rect x="1" y="1" width="10" height="10" rx="2" {...line} strokeWidth={1.2} />
      <path d="m3.4 6.2 1.9 1.8 3.4-3.8" {...line} strokeWidth={1.5} />
    </>
  ),
  leaving: (
    <>
      <circle cx="6" cy="6" r="4.8" {...line} strokeWidth={1.3} strokeDasharray="2 1.8" />
      <path d="M3.6 6h4.8" {...line} strokeWidth={1.5} />
    </>
  ),
  plain: <rect x="2" y="2" width="8" height="8" rx="2" {...line} strokeWidth={1.3} />,
};
