export type SectionKind = 'journal' | 'keywords' | 'tasks' | 'lookUp' | 'notes';
export type NotebookLocale = 'en' | 'ko';

/** In the order of the seed. */
export const SECTION_KINDS: readonly SectionKind[] = ['journal', 'keywords', 'tasks', 'lookUp', 'notes'];

/** What a section is called where we write its heading. */
export const SECTION_TITLES: Record<NotebookLocale, Record<SectionKind, string>> = {
  ko: {
    journal: '일지',
    keywords: '주요 키워드',
    tasks: '오늘의 할일',
    lookUp: '추가로 정리해야할 부분',
    notes: '수업 정리',
  },
  en: { journal: 'Journal', keywords: 'Keywords', tasks: 'Tasks', lookUp: 'To look up', notes: 'Class notes' },
};

/** What people call them, without blanks, case and signs. */
const NAMES: Record<SectionKind, string> = {
  journal: '일지 오늘의일지 일기 오늘의일기 회고 오늘의회고 journal dailyjournal diary dailylog',
  keywords: '주요키워드 키워드 핵심키워드 오늘의키워드 keywords keyword mainkeywords keyterms',
  tasks: '오늘의할일 오늘할일 할일 할일목록 체크리스트 투두 tasks todaystasks todo todos todolist todaystodo checklist',
  lookUp:
    '추가로정리해야할부분 추가로정리할부분 추가로정리할것 추가정리 더알아볼것 더찾아볼것 tolookup thingstolookup lookup',
  notes: '수업정리 수업내용 수업내용정리 강의정리 수업노트 classnotes lecturenotes notes',
};

const KIND_OF_NAME = new Map(
  SECTION_KINDS.flatMap((kind) => NAMES[kind].split(' ').map((name) => [name, kind] as const)),
);

/** The section that a heading's text begins; decoration, case, blanks and a remark in brackets don't matter. */
export function sectionKindOf(heading: string): SectionKind | undefined {
  const plain = heading
    .normalize('NFC')
    .replaceAll(/\([^)]*\)|\[[^\]]*\]/g, '')
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
  return KIND_OF_NAME.get(plain.toLowerCase());
}
