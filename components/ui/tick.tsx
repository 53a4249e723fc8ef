/** The drawn box of a done or open thing. The state is said in words beside it. */
export function Tick({ done, className = '' }: { done: boolean; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`grid size-[18px] shrink-0 place-items-center rounded-[5px] border-[1.6px] transition-colors duration-150 ${done ? 'border-ok bg-ok text-paper' : 'border-ink-3'} ${className}`}
    >
      {done ? (
        <svg width="11" height="9" viewBox="0 0 11 9">
          <path d="m1 4.5 3 3 6-6.5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      ) : null}
    </span>
  );
}
