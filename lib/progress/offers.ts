import type * as Y from 'yjs';
import { readLesson } from './lesson-progress';

/*
 * What was learned offers itself to the day's note: the learner takes it or refuses it, once. An offer is known by
 * its lesson; the answers stand in the map `offers`.
 */

export type OfferAnswer = 'taken' | 'refused';

/** The lessons that were solved in [from, to) and about which the learner has not decided. Times are ms since 1970. */
export function openOffers(doc: Y.Doc, slugs: readonly string[], from: number, to: number): string[] {
  return slugs.filter((slug) => {
    const { solvedAt } = readLesson(doc, slug);
    return solvedAt !== undefined && solvedAt >= from && solvedAt < to && offerAnswer(doc, slug) === undefined;
  });
}

export function offerAnswer(doc: Y.Doc, slug: string): OfferAnswer | undefined {
  const answer = doc.getMap('offers').get(slug);
  return answer === 'taken' || answer === 'refused' ? answer : undefined;
}

export function answerOffer(doc: Y.Doc, slug: string, answer: OfferAnswer): void {
  doc.getMap('offers').set(slug, answer);
}
