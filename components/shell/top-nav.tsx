'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { Locale } from '@/components/words';

interface Props {
  locale: Locale;
  label: string;
  today: string;
  notes: string;
  playground: string;
}

export function TopNav({ locale, label, today, notes, playground }: Props) {
  const pathname = usePathname();
  const places = [
    { href: `/${locale}`, text: today },
    { href: `/${locale}/til`, text: notes },
    { href: `/${locale}/playground`, text: playground },
  ];
  return (
    <nav aria-label={label} className="flex gap-0.5 text-1 wide:text-2">
      {places.map(({ href, text }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className="rounded-1 px-2 py-1 text-ink-2 hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent wide:px-2.5"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
