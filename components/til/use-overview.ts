'use client';

import { useMemo } from 'react';
import type * as Y from 'yjs';
import { useRevision } from '@/components/storage/use-store';
import type { DayDate, DaySummary } from '@/lib/notebook';
import { dayText, listDays, summarize } from '@/lib/notebook';

const known = new Map<DayDate, { text: string; summary: DaySummary }>();

/** All days in short, from the last one on; a day is read again only when its text has changed. */
export function useOverview(doc: Y.Doc): DaySummary[] {
  const revision = useRevision(doc);
  // oxlint-disable-next-line react/exhaustive-deps -- the revision stands for what the document holds
  return useMemo(() => listDays(doc).map((date) => summaryOf(doc, date)), [doc, revision]);
}

function summaryOf(doc: Y.Doc, date: DayDate): DaySummary {
  const text = dayText(doc, date).toJSON();
  const before = known.get(date);
  if (before?.text === text) return before.summary;
  const summary = summarize(date, text);
  known.set(date, { text, summary });
  return summary;
}
