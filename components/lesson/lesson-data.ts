import type { Exercise, LocalText } from '@/lib/lessons';
import type { ViewItem } from '@/lib/cluster';
import type { ClusterQuestionnaire, OpenCluster } from '@/workers/cluster-protocol';

/** What a finished lesson offers: its line in the day's note, and the lesson after it. */
export interface LessonOffer {
  readonly slug: string;
  /** The lesson's short name, for the notebook's line. */
  readonly name: LocalText;
  readonly keywords: readonly string[];
  readonly next?: { readonly slug: string; readonly title: string };
}

/** What of a lesson with an exercise reaches the page beside its prose. */
export interface LessonData extends LessonOffer {
  readonly exercise: Exercise;
  readonly starter: Readonly<Record<string, string>>;
  readonly solution: Readonly<Record<string, string>>;
  /** The playground: no lesson, and links that were shared are opened here. */
  readonly isFree?: true;
  /** What the cluster holds before the learner comes. */
  readonly cluster?: OpenCluster['begin'];
  /** What the `when` of its hints depends on; the ids are the expressions themselves. */
  readonly conditions?: ClusterQuestionnaire['conditions'];
  /** What the cluster holds once the lesson is done. */
  readonly goal?: readonly ViewItem[];
}
