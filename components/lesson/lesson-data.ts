import type { Exercise, LocalText } from '@/lib/lessons';

/** What of a lesson reaches the page beside its prose. */
export interface LessonData {
  readonly slug: string;
  /** The lesson's short name, for the notebook's line. */
  readonly name: LocalText;
  readonly keywords: readonly string[];
  readonly exercise: Exercise;
  readonly starter: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
  readonly next?: { readonly slug: string; readonly title: string };
}
