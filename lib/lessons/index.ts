/**
 * The course: folders of data under content/, read and checked on the server. A client component may import types
 * from here (`import type`), never values.
 *
 * docs/writing-a-lesson.md tells how a lesson is made; the content gate (gate.test.ts) proves that it is right.
 */
export { lessonsOf } from './course';
export type { Chapter, Course, CourseLesson, GlossaryEntry, Term } from './course';
export { conditionsOf } from './exercise';
export type { Exercise, ExerciseFile, Hint, Prediction, Task } from './exercise';
export { locales } from './lesson';
export type { FrontMatter, Heading, Lesson, Locale } from './lesson';
export { loadCourse, loadExercise, loadGlossary, loadGoal, loadLesson } from './load';
export { makeGoals } from './goal';
export type { ClusterStart } from './start';
export type { Step } from './steps';
export type { CheckDefinition, LocalText } from '@/lib/checks';
