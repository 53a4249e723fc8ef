import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';

interface Props {
  id: string;
  title: string;
  /** The signs of the heading in the file, shown beyond the margin. */
  level: number;
  edit?: { label: string; run: () => void };
  children?: ReactNode;
}

export function SectionHeading({ id, title, level, edit, children }: Props) {
  return (
    <div className="relative flex min-h-7 items-center gap-2">
      <span
        aria-hidden="true"
        className="absolute right-full mr-10 hidden font-mono text-0 whitespace-nowrap text-ink-3 opacity-70 wide:block"
      >
        {level === 7 ? '**' : '#'.repeat(level)}
      </span>
      <h2 id={id} className="text-3 font-bold tracking-tight">
        {title}
      </h2>
      {edit ? (
        <span className="opacity-0 transition-opacity duration-150 group-hover/section:opacity-100 focus-within:opacity-100 touch:opacity-100">
          <IconButton label={edit.label} onClick={edit.run} className="text-ink-3">
            <Pencil size={14} aria-hidden="true" />
          </IconButton>
        </span>
      ) : null}
      {children}
    </div>
  );
}
