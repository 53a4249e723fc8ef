/** A command from elsewhere (a lesson's prose, the picture, a panel), to be typed into the terminal and not run. */
const listeners = new Set<(line: string) => void>();
let waiting: string | undefined;

export function toTerminal(line: string): void {
  if (listeners.size === 0) waiting = line;
  for (const listener of listeners) listener(line);
}

/** What was sent before anybody listened comes at once. */
export function onToTerminal(listener: (line: string) => void): () => void {
  listeners.add(listener);
  if (waiting !== undefined) listener(waiting);
  waiting = undefined;
  return () => {
    listeners.delete(listener);
  };
}
