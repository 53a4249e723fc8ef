export interface TodayLesson {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly minutes: number;
  /** How many tasks its exercise has. */
  readonly tasks: number;
}

export interface TodayChapter {
  readonly id: string;
  readonly title: string;
  /** Slugs, in order. */
  readonly lessons: readonly string[];
}
