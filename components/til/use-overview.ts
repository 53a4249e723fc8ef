'use client';

import { useMemo } from 'react';
import type * as Y from 'yjs';
import { useRevision } from '@/components/storage/use-store';
import type { DayDate, DaySummary } from '@/lib/notebook';
import { dayText, listDays, parseDay, summarize } from '@/lib/notebook';
import { dayOf } from './note';

const known = new Map<DayDate, { text: string; summary: DaySummary }>();

/** All days in short, from the last one on; a day is read again only when its text has changed. */
export function useOverview(doc: Y.Doc, shown: DayDate): DaySummary[] {
  const revision = useRevision(doc);
  // oxlint-disable-next-line react/exhaustive-deps -- the revision stands for what the document holds
  return useMemo(() => listDays(doc).map((date) => summaryOf(doc, date, shown)), [doc, shown, revision]);
}

function summaryOf(doc: Y.Doc, date: DayDate, shown: DayDate): DaySummary {
  const text = dayText(doc, date).toJSON();
  const before = known.get(date);
  if (before?.text === text) return before.summary;
  const summary = summarize(date, date === shown ? dayOf(text) : parseDay(text));
  known.set(date, { text, summary });
  return summary;
}
