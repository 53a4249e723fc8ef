import type { Metadata } from 'next';
import { firstPaintScript } from '@/components/shell/first-paint';
import { Logo } from '@/components/shell/logo';
import { wordsOf, locales } from '@/components/words';
import './globals.css';

export const metadata: Metadata = { title: '404 · Kubetil', icons: { icon: '/icon.svg' } };

/** One file for every wrong address, so it speaks both languages. */
export default function NotFound() {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: firstPaintScript }} />
      </head>
      <body>
        <main className="grid min-h-dvh place-content-center gap-8 p-6">
          <p className="flex items-center gap-2 text-3 font-bold">
            <Logo /> Kubetil
          </p>
          {locales.map((locale, index) => {
            const words = wordsOf(locale);
            const Title = index === 0 ? 'h1' : 'h2';
            return (
              <section key={locale} lang={locale}>
                <Title className="text-4 font-bold">{words.notFound.title}</Title>
                <p className="text-ink-2">{words.notFound.text}</p>
                <a className="text-link underline" href={`/${locale}`}>
                  {words.notFound.home}
                </a>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
