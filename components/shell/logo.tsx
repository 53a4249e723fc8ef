/** A notebook with its margin line and a tick. */
export function Logo() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect x="3" y="1.5" width="16" height="19" rx="3" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M7 1.5v19" stroke="var(--margin-line)" strokeWidth="1.6" />
      <path
        d="m10 11.5 2.2 2.2 4.3-5"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
