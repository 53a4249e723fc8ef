import { Kbd } from '@/components/ui/kbd';
import type { PictureWords } from './words';

export function Loading({ words }: { words: PictureWords }) {
  return (
    <p role="status" className="grid place-content-center p-6 text-1 text-panel-ink-2">
      {words.loading}
    </p>
  );
}

/** Over the empty node: what to do first. */
export function Empty({ words }: { words: PictureWords }) {
  const [press, type, end] = words.emptyDo;
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-[58%] grid gap-1 px-6 text-center text-1">
      <p className="text-2 font-semibold text-panel-ink">{words.empty}</p>
      <p className="text-panel-ink-2">
        {press}
        <Kbd>Ctrl/⌘ Enter</Kbd>
        {type}
        <code className="whitespace-nowrap text-panel-ink">kubectl apply -f …</code>
        {end}
      </p>
    </div>
  );
}
