export function Quiet({ text }: { text: string }) {
  return <p className="text-1 text-panel-ink-2">{text}</p>;
}
