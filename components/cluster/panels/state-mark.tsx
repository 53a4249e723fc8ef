/** Whether something runs: by shape, text and colour. */
export function StateMark({ isGood, text }: { isGood: boolean; text: string }) {
  return (
    <span className={`flex shrink-0 items-center gap-1.5 text-1 ${isGood ? 'text-panel-ok' : 'text-panel-bad'}`}>
      <span aria-hidden>{isGood ? '●' : '✕'}</span>
      {text}
    </span>
  );
}
