/**
 * How far the learner is, in the store's document `progress`: reads are plain values, writes are small Yjs changes, so
 * that tabs and devices merge. Nothing here knows a screen, a clock or where the document is kept.
 */
export {
  currentLesson,
  hintsShown,
  isRecalled,
  noteFile,
  noteHints,
  noteOpened,
  notePassed,
  notePrediction,
  noteRecalled,
  noteSolutionSeen,
  predictionOf,
  readLesson,
  recalledOf,
  type LessonProgress,
} from './lesson-progress';
export { answerOffer, offerAnswer, openOffers, type OfferAnswer } from './offers';
