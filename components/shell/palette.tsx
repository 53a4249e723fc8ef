'use client';

import { Command } from 'cmdk';
import { Dialog } from '@base-ui/react/dialog';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useLocale } from '@/components/words/locale-context';
import { useWords } from '@/components/words/use-words';
import { fetchFindable, type Findable } from './findable';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Ctrl/Cmd+K: every lesson, term, page and switch by its name. */
export function Palette({ open, onOpenChange }: Props) {
  const words = useWords();
  const locale = useLocale();
  const router = useRouter();
  const [findable, setFindable] = useState<readonly Findable[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!open) return undefined;
    let current = true;
    fetchFindable(locale)
      .then((found) => current && setFindable(found))
      .catch(() => current && setFailed(true));
    return () => {
      current = false;
    };
  }, [open, locale]);

  const go = (href: string) => {
    onOpenChange(false);
    if (href.startsWith(`/${locale}`)) router.push(href);
    else window.location.assign(href);
  };
  const other = locale === 'ko' ? 'en' : 'ko';
  const pages: Findable[] = [
    { kind: 'page', title: words.nav.today, text: '', href: `/${locale}` },
    { kind: 'page', title: words.nav.notes, text: '', href: `/${locale}/til` },
    {
      kind: 'page',
      title: words.playground.title,
      text: words.playground.description,
      href: `/${locale}/playground`,
    },
    {
      kind: 'page',
      title: words.language[other],
      text: '',
      href: window.location.pathname.replace(/^\/(en|ko)/, `/${other}`),
    },
  ];
  const groups = [
    { title: words.palette.pages, items: pages },
    { title: words.palette.lessons, items: findable.filter(({ kind }) => kind === 'lesson') },
    { title: words.palette.terms, items: findable.filter(({ kind }) => kind === 'term') },
  ];
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-panel/50" />
        <Dialog.Popup className="fixed top-[10vh] left-1/2 z-50 w-[min(600px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-3 border border-rule-2 bg-sheet text-ink">
          <Dialog.Title className="sr-only">{words.nav.find}</Dialog.Title>
          <Command label={words.nav.find} loop filter={contains}>
            <Command.Input
              placeholder={words.palette.placeholder}
              className="min-h-12 w-full border-b border-rule bg-transparent px-4 text-2 outline-none"
            />
            <Command.List className="max-h-[60vh] overflow-auto p-2">
              <Command.Empty className="px-3 py-4 text-1 text-ink-2">{words.palette.nothing}</Command.Empty>
              {failed ? <p className="px-3 py-2 text-1 text-warn">{words.palette.failed}</p> : null}
              {groups.map((group) =>
                group.items.length === 0 ? null : (
                  <Command.Group
                    key={group.title}
                    heading={group.title}
                    className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:text-0 [&_[cmdk-group-heading]]:text-ink-3"
                  >
                    {group.items.map((item) => (
                      <Command.Item
                        key={item.href}
                        value={`${item.title} ${item.href}`}
                        keywords={[item.text]}
                        onSelect={() => go(item.href)}
                        className="flex min-h-9 cursor-pointer items-baseline gap-3 rounded-1 px-3 py-1.5 data-[selected=true]:bg-accent-soft"
                      >
                        <span className="shrink-0 font-semibold">{item.title}</span>
                        <span className="min-w-0 truncate text-1 text-ink-2">{item.text}</span>
                      </Command.Item>
                    ))}
                  </Command.Group>
                ),
              )}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** By what is written, not by letters scattered over it: a name counts for more than a description. */
function contains(value: string, search: string, keywords: readonly string[] = []): number {
  const wanted = search.toLowerCase();
  if (value.toLowerCase().includes(wanted)) return 1;
  return keywords.some((keyword) => keyword.toLowerCase().includes(wanted)) ? 0.5 : 0;
}
