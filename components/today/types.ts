export interface TodayLesson {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly minutes: number;
  /** How many tasks its exercise has, or questions where it has none. */
  readonly steps: number;
  readonly hasExercise: boolean;
}

export interface TodayChapter {
  readonly id: string;
  readonly title: string;
  /** Slugs, in order. */
  readonly lessons: readonly string[];
}
