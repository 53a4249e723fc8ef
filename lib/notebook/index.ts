/**
 * The notebook. A day is a Markdown file in the form of a Jekyll post, and its text is the truth: what the page shows
 * is read from it (`parseDay`), and every edit is a function from text to text that touches nothing else. Offsets are
 * UTF-16 units into the text. Nothing here throws for what a text says, and nothing reads a clock.
 */
export { zipDays, type ArchivedDay } from './archive';
export { decodeText, encodeText } from './bytes';
export { addDays, decodeDate, findDate, shortDate, weekday, type DayDate } from './dates';
export { createDay, dayName, dayText, deleteDay, hasDay, listDays } from './days';
export { beginDraft, draftOf, endDraft } from './drafts';
export { appendClassNote, sectionText, setSection } from './edit-section';
export {
  addTask,
  addTasks,
  carryTasks,
  deleteTask,
  editTask,
  moveTask,
  siblingsOf,
  tickTask,
  type NewTask,
} from './edit-tasks';
export { type FrontMatter } from './front-matter';
export { addKeyword, readKeywords, removeKeyword, type Keyword } from './keywords';
export { defaultTemplate, newDay } from './new-day';
export { countKeywords, countTasks, streak, summarize, type DaySummary } from './overview';
export { bodyText, looseText, parseDay, sectionOf, type Day, type Section, type Task } from './parse-day';
export { exportPost, importPost, postPath, type ImportedPost } from './post';
export { type TaskState } from './scan';
export { datesPosts, readTemplate, refuseToCarry, refusedToCarry, setDatesPosts, writeTemplate } from './settings';
export { SECTION_KINDS, SECTION_TITLES, type NotebookLocale, type SectionKind } from './section-names';
