/** A wish from the prose: "show me this field of that file". The workspace, which may load later, answers it. */
export interface GoTo {
  readonly file: string;
  /** A lesson's path, `spec.containers[name=web].image`; empty: the file itself. */
  readonly path: string;
}

let waiting: GoTo | undefined;
const listeners = new Set<(wish: GoTo) => void>();

export function goTo(wish: GoTo): void {
  showPart('files');
  if (listeners.size === 0) waiting = wish;
  for (const listener of listeners) listener(wish);
}

export function onGoTo(listener: (wish: GoTo) => void): () => void {
  listeners.add(listener);
  if (waiting) {
    const wish = waiting;
    waiting = undefined;
    listener(wish);
  }
  return () => listeners.delete(listener);
}

export type LessonPart = 'read' | 'files' | 'checks' | 'cluster';

/** On a phone one part of the lesson is shown at a time; the style sheet reads it off the page's root. */
export function showPart(part: LessonPart): void {
  document.getElementById('content')?.setAttribute('data-part', part);
  window.dispatchEvent(new Event('kubetil:part'));
}

export function currentPart(): LessonPart {
  const part = document.getElementById('content')?.getAttribute('data-part');
  return part === 'files' || part === 'checks' || part === 'cluster' ? part : 'read';
}

export function onPart(listener: () => void): () => void {
  window.addEventListener('kubetil:part', listener);
  return () => window.removeEventListener('kubetil:part', listener);
}
