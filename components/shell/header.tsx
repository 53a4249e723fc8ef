import Link from 'next/link';
import type { Locale, Words } from '@/components/words';
import { FindButton } from './find-button';
import { LanguageSwitch } from './language-switch';
import { Logo } from './logo';
import { ThemeButton } from './theme-button';
import { TopNav } from './top-nav';

/** The bar over every page: where one is, where one can go, the language and the theme. */
export function Header({ locale, words }: { locale: Locale; words: Words }) {
  return (
    <header className="flex min-w-0 items-center gap-1 border-b border-rule bg-sheet px-3 whitespace-nowrap wide:gap-4 wide:px-4">
      <Link href={`/${locale}`} className="flex items-center gap-2 rounded-1 text-3 font-bold tracking-tight">
        <Logo />
        <span className="max-wide:sr-only">{words.product}</span>
      </Link>
      <TopNav
        label={words.nav.label}
        locale={locale}
        today={words.nav.today}
        notes={words.nav.notes}
        playground={words.playground.title}
      />
      <span className="flex-1" />
      <FindButton label={words.nav.find} />
      <LanguageSwitch locale={locale} label={words.language.label} names={words.language.short} />
      <ThemeButton toDark={words.theme.toDark} toLight={words.theme.toLight} />
    </header>
  );
}
