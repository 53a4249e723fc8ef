import type { DayDate } from './dates';
import { shortDate } from './dates';
import type { NotebookLocale } from './section-names';
import { SECTION_KINDS, SECTION_TITLES } from './section-names';

/** A new day in the form of the seed. The learner may write another; `{{short}}` is 220513, `{{date}}` 2022-05-13. */
export function defaultTemplate(locale: NotebookLocale): string {
  const sections = SECTION_KINDS.map((kind) => `### ${SECTION_TITLES[locale][kind]}\n\n\n`).join('\n');
  return `---\ntitle: "{{short}} Today I Learned"\ncategories: 'til'\n---\n\n${sections}`;
}

export function newDay(date: DayDate, locale: NotebookLocale, template = defaultTemplate(locale)): string {
  return template.replaceAll('{{short}}', shortDate(date)).replaceAll('{{date}}', date);
}
