import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { Header } from '@/components/shell/header';
import { firstPaintScript } from '@/components/shell/first-paint';
import { LateParts } from '@/components/shell/late-parts';
import { isLocale, locales, wordsOf } from '@/components/words';
import { LocaleProvider } from '@/components/words/locale-context';
import '../globals.css';

interface Props {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}

export const dynamicParams = false;

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = wordsOf(locale);
  return {
    title: { default: `${words.product}: ${words.tagline}`, template: `%s · ${words.product}` },
    description: words.today.intro,
    applicationName: words.product,
    icons: { icon: '/icon.svg', apple: '/icon.svg' },
    manifest: `/manifest.${locale}.webmanifest`,
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#16191d' },
  ],
};

export default async function LocaleLayout({ params, children }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = wordsOf(locale);
  return (
    <html lang={locale} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: firstPaintScript }} />
      </head>
      <body className="grid h-dvh grid-rows-[48px_minmax(0,1fr)]">
        <a href="#content" className="skip-link">
          {words.nav.skip}
        </a>
        <LocaleProvider locale={locale}>
          <Header locale={locale} words={words} />
          {children}
          <LateParts />
        </LocaleProvider>
      </body>
    </html>
  );
}
