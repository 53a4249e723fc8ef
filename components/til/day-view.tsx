'use client';

import { bodyText, SECTION_KINDS, type DaySummary, type Section, type SectionKind } from '@/lib/notebook';
import { CarryOffer } from './carry-offer';
import { KeywordsSection } from './keywords-section';
import type { TilLesson } from './lessons';
import { Markdown } from './markdown';
import type { Note } from './note';
import { SectionHeading } from './section-heading';
import { TasksSection } from './tasks-section';
import { TextSection } from './text-section';

interface Props {
  note: Note;
  days: readonly DaySummary[];
  lessons: readonly TilLesson[];
}

/** The sections in the order of the file; those it does not have yet stand where they would come to stand. */
export function DayView({ note, days, lessons }: Props) {
  return (
    <div className="mt-6 grid grid-cols-1 gap-7">
      {placesOf(note.day.sections).map(({ kind, section, first }) => {
        if (kind === 'tasks' && first) {
          return (
            <div key={kind}>
              <CarryOffer note={note} days={days} />
              <TasksSection note={note} section={section} lessons={lessons} />
            </div>
          );
        }
        if (kind === 'keywords' && first) return <KeywordsSection key={kind} note={note} section={section} />;
        if (kind !== 'other' && kind !== 'preamble' && first)
          return <TextSection key={kind} note={note} kind={kind} section={section} />;
        return section ? <OtherSection key={section.start} note={note} section={section} /> : null;
      })}
    </div>
  );
}

/** What stands under a heading of the learner's own, or before any. It is edited as text. */
function OtherSection({ note, section }: { note: Note; section: Section }) {
  const body = bodyText(note.day, section);
  if (section.kind === 'preamble') return body.trim() === '' ? null : <Markdown text={body} />;
  const id = `section-${section.start}`;
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id} title={section.heading} level={section.level} />
      <Markdown text={body} />
    </section>
  );
}

interface Place {
  kind: Section['kind'];
  section: Section | undefined;
  /** The one of its kind that is edited. */
  first: boolean;
}

function placesOf(sections: readonly Section[]): Place[] {
  const seen = new Set<string>();
  const places: Place[] = sections.map((section) => {
    const first = !seen.has(section.kind);
    seen.add(section.kind);
    return { kind: section.kind, section, first };
  });
  for (const kind of SECTION_KINDS) {
    if (seen.has(kind)) continue;
    places.splice(placeOf(kind, places), 0, { kind, section: undefined, first: true });
  }
  return places;
}

function placeOf(kind: SectionKind, places: readonly Place[]): number {
  const rank = (other: Place['kind']) => SECTION_KINDS.findIndex((known) => known === other);
  const before = places.findLastIndex((place) => rank(place.kind) >= 0 && rank(place.kind) < rank(kind));
  if (before >= 0) return before + 1;
  const after = places.findIndex((place) => rank(place.kind) > rank(kind));
  return after >= 0 ? after : places.length;
}
