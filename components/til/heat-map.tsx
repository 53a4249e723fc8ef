'use client';

import { fill } from '@/components/words';
import { useLocale } from '@/components/words/locale-context';
import type { DayDate, DaySummary } from '@/lib/notebook';
import { addDays, streak, weekday } from '@/lib/notebook';
import { useTilWords } from './words';

const WEEKS = 17;

interface Props {
  days: readonly DaySummary[];
  /** The last day drawn. */
  until: DayDate;
  shown: DayDate;
}

/** The last weeks, a column each; darker where more was done. The list of days says the same in words. */
export function HeatMap({ days, until, shown }: Props) {
  const words = useTilWords();
  const locale = useLocale();
  const byDate = new Map(days.map((day) => [day.date, day]));
  const from = addDays(until, -weekday(until) - 7 * (WEEKS - 1));
  const dates = Array.from({ length: 7 * WEEKS }, (_, i) => addDays(from, i)).filter((date) => date <= until);
  const written = dates.filter((date) => byDate.has(date)).length;
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' });
  const range = { from: month.format(new Date(from)), to: month.format(new Date(until)) };
  const inARow = streak(new Set(byDate.keys()), until);
  return (
    <div>
      <h2 className="mb-2 flex justify-between text-1 font-semibold text-ink-2">
        {fill(words.heat.range, range)}
        {inARow > 0 ? (
          <span className="font-normal text-ink-3">
            {inARow === 1 ? words.heat.streakOne : fill(words.heat.streak, { n: inARow })}
          </span>
        ) : null}
      </h2>
      <div
        role="img"
        aria-label={fill(words.heat.label, { n: written, ...range })}
        className="grid w-max grid-flow-col grid-rows-[repeat(7,11px)] gap-[3px]"
      >
        {dates.map((date) => (
          <i
            key={date}
            title={titleOf(date, byDate.get(date))}
            className={`w-[11px] rounded-[2.5px] ${HEAT[heatOf(byDate.get(date))]} ${date === shown ? 'outline-2 outline-offset-1 outline-accent' : ''}`}
          />
        ))}
      </div>
    </div>
  );
}

const HEAT = ['bg-paper-line', 'bg-ok/30', 'bg-ok/60', 'bg-ok'] as const;

function heatOf(day: DaySummary | undefined): 0 | 1 | 2 | 3 {
  if (!day) return 0;
  if (day.done === 0) return 1;
  return day.done < 3 ? 2 : 3;
}

function titleOf(date: DayDate, day: DaySummary | undefined): string {
  return day && day.total > 0 ? `${date} · ${day.done}/${day.total}` : date;
}
