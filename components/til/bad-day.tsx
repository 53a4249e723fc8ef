'use client';

import Link from 'next/link';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import { useTilWords } from './words';

export function BadDay({ asked }: { asked: string }) {
  const words = useTilWords();
  const locale = useLocale();
  return (
    <div className="grid min-h-0 flex-1 place-content-center gap-3 bg-paper p-6 text-center">
      <h1 className="text-4 font-bold">{fill(words.badDay.title, { day: asked.slice(0, 40) })}</h1>
      <p className="text-ink-2">{words.badDay.text}</p>
      <Link href={`/${locale}/til`} className="text-link underline">
        {words.badDay.today}
      </Link>
    </div>
  );
}
