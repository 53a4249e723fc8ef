'use client';

import { useState, type MouseEvent } from 'react';
import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import type { DayDate, DaySummary } from '@/lib/notebook';
import { addDays, countKeywords, decodeDate, shortDate } from '@/lib/notebook';
import { HeatMap } from './heat-map';
import { useTilWords } from './words';

interface Props {
  days: readonly DaySummary[];
  shown: DayDate;
  today: DayDate;
  goTo: (date: DayDate) => void;
}

const FEW_DAYS = 10;
const FEW_WORDS = 24;
const HEADING = 'mt-6 mb-2 flex items-baseline justify-between gap-2 text-1 font-semibold text-ink-2';

export function DayLists({ days, shown, today, goTo }: Props) {
  const [keyword, setKeyword] = useState<string>();
  const longAgo = shown < addDays(today, -7 * 16);
  return (
    <>
      <HeatMap days={days} until={longAgo ? shown : today} shown={shown} />
      <Days days={days} shown={shown} today={today} keyword={keyword} onAll={() => setKeyword(undefined)} goTo={goTo} />
      <Keywords days={days} chosen={keyword} onChoose={(word) => setKeyword(word === keyword ? undefined : word)} />
    </>
  );
}

interface DaysProps extends Props {
  keyword: string | undefined;
  onAll: () => void;
}

function Days({ days, shown, today, keyword, onAll, goTo }: DaysProps) {
  const words = useTilWords();
  const locale = useLocale();
  const [all, setAll] = useState(false);
  const wanted = keyword === undefined ? days : days.filter((day) => hasKeyword(day, keyword));
  const listed = all ? wanted : wanted.filter((day, i) => i < FEW_DAYS || day.date === shown);
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });

  const follow = (event: MouseEvent, date: DayDate) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    goTo(date);
  };
  return (
    <nav aria-label={words.days.title}>
      <h2 className={HEADING}>
        {keyword === undefined ? words.days.title : fill(words.days.withWord, { word: keyword })}
        {keyword === undefined ? (
          shown === today ? null : (
            <a
              href={`?day=${today}`}
              onClick={(event) => follow(event, today)}
              className="font-normal text-link hover:underline"
            >
              {words.days.today}
            </a>
          )
        ) : (
          <button type="button" onClick={onAll} className="font-normal text-link hover:underline">
            {words.days.all}
          </button>
        )}
      </h2>
      {wanted.length === 0 ? <p className="text-1 text-ink-3">{words.days.none}</p> : null}
      <ul>
        {listed.map(({ date, done, total }) => (
          <li key={date}>
            <a
              href={`?day=${date}`}
              aria-current={date === shown ? 'page' : undefined}
              onClick={(event) => follow(event, date)}
              className="flex min-h-8 items-center gap-2.5 rounded-1 px-2.5 text-ink-2 hover:bg-paper/60 aria-[current]:bg-paper aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:outline aria-[current]:outline-paper-line touch:min-h-11"
            >
              <time dateTime={date} className="font-mono text-1">
                {shortDate(date)}
              </time>
              {weekdays.format(new Date(date))}
              {total === 0 ? null : (
                <span
                  aria-label={fill(words.days.tasks, { done, total })}
                  role="img"
                  className="ml-auto text-1 font-normal text-ink-3"
                >
                  {done}/{total}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      {listed.length < wanted.length ? (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="mt-1 min-h-7 px-2.5 text-1 text-link hover:underline"
        >
          {fill(words.lists.more, { n: wanted.length - listed.length })}
        </button>
      ) : null}
      <label className="mt-2 flex items-center justify-between gap-2 px-2.5 text-1 text-ink-3">
        {words.days.goTo}
        <input
          type="date"
          value={shown}
          onChange={(event) => {
            const date = decodeDate(event.target.value);
            if (date !== undefined) goTo(date);
          }}
          className="min-h-7 rounded-1 border border-paper-line bg-paper px-1.5 text-ink touch:min-h-11"
        />
      </label>
    </nav>
  );
}

function Keywords({
  days,
  chosen,
  onChoose,
}: {
  days: readonly DaySummary[];
  chosen: string | undefined;
  onChoose: (word: string) => void;
}) {
  const words = useTilWords();
  const counts = countKeywords(days).slice(0, FEW_WORDS);
  if (counts.length === 0) return null;
  return (
    <section aria-labelledby="keyword-cloud">
      <h2 id="keyword-cloud" className={HEADING}>
        {words.keywordCloud.title}
      </h2>
      <ul className="flex flex-wrap gap-1.5">
        {counts.map(({ text, days: n }) => (
          <li key={text}>
            <button
              type="button"
              aria-pressed={text === chosen}
              title={fill(words.keywordCloud.days, { word: text, n })}
              onClick={() => onChoose(text)}
              className="inline-flex min-h-6 items-center gap-1 rounded-full border border-paper-line bg-paper px-2.5 text-1 hover:border-accent aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent touch:min-h-11"
            >
              {text} <b className="font-medium text-ink-3">{n}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hasKeyword(day: DaySummary, word: string): boolean {
  return day.keywords.some((keyword) => keyword.toLowerCase() === word.toLowerCase());
}
