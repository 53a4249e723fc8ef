'use client';

import { usePathname } from 'next/navigation';
import { locales, type Locale } from '@/components/words/locale';
import { LOCALE_KEY } from './first-paint';

interface Props {
  locale: Locale;
  label: string;
  names: Record<Locale, string>;
}

/** Plain links: the other language is another document, with its own lang. Work is the same in both. */
export function LanguageSwitch({ locale, label, names }: Props) {
  const pathname = usePathname();
  const open = (event: React.MouseEvent<HTMLAnchorElement>, other: Locale) => {
    try {
      localStorage.setItem(LOCALE_KEY, other);
    } catch {
      // Without storage the choice lasts as long as the address does.
    }
    event.currentTarget.search = window.location.search;
    event.currentTarget.hash = window.location.hash;
  };
  return (
    <div
      role="group"
      aria-label={label}
      className="flex overflow-hidden rounded-1 border border-rule text-1 max-wide:border-transparent"
    >
      {locales.map((other) => (
        <a
          key={other}
          href={pathname.replace(/^\/(en|ko)(?=\/|$)/, `/${other}`)}
          hrefLang={other}
          lang={other}
          aria-current={other === locale ? 'true' : undefined}
          onClick={(event) => open(event, other)}
          className="min-h-6 px-2 py-0.5 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent max-wide:aria-[current]:hidden touch:py-2.5"
        >
          {names[other]}
        </a>
      ))}
    </div>
  );
}
