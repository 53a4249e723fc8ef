'use client';

import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useWords } from '@/components/words/use-words';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** `?`: what can be done by key, by place. */
export function KeysDialog({ open, onOpenChange }: Props) {
  const { keys } = useWords();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={keys.title}>
      {keys.groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3 className="text-1 font-semibold text-ink-2">{group.title}</h3>
          <dl className="mt-1 grid grid-cols-[minmax(110px,max-content)_1fr] gap-x-4 gap-y-1.5 text-1">
            {group.keys.map(([key, does]) => (
              <div key={key} className="contents">
                <dt>
                  <Kbd>{key}</Kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
