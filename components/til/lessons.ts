/** What the notebook knows of a lesson: enough to offer its line. */
export interface TilLesson {
  slug: string;
  name: { en: string; ko: string };
  keywords: readonly string[];
}
