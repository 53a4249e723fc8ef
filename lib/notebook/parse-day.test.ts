import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { bodyText, decodeText, looseText, parseDay, sectionOf } from './index';
import { randomMarkdown } from './random-markdown';

const seed = decodeText(readFileSync('fixtures/seed/220513.md'));

describe('the seed', () => {
  const day = parseDay(seed);

  it('has its title and its five sections, the keywords under a bold line', () => {
    expect(day.title).toBe('220513 Today I Learned');
    expect(day.sections.map(({ kind, level, heading }) => [kind, level, heading])).toEqual([
      ['preamble', 0, ''],
      ['journal', 3, '일지'],
      ['keywords', 7, '주요 키워드'],
      ['tasks', 3, '오늘의 할일'],
      ['lookUp', 3, '추가로 정리해야할 부분'],
      ['notes', 3, '수업 정리'],
    ]);
  });

  it('says what was written, without the blank lines around it', () => {
    expect(bodyText(day, sectionOf(day, 'journal'))).toBe('특이사항없음  \n의욕도 없음    ');
    expect(bodyText(day, sectionOf(day, 'lookUp'))).toBe('');
  });

  it('has four tasks, three of them done', () => {
    expect(sectionOf(day, 'tasks')?.tasks.map(({ state, text }) => [state, text])).toEqual([
      ['done', '220513 TIL 작성'],
      ['open', 'Udemy 4회 풀기'],
      ['done', '쿠버네티스 사전준비'],
      ['done', '도커/쿠버네티스 교재읽기'],
    ]);
  });

  it('keeps its class notes whole, headings in code and the fence that nobody closes included', () => {
    const notes = sectionOf(day, 'notes');
    expect(notes?.end).toBe(seed.length);
    expect(day.scan.open?.fence).toBe('```');
  });
});

describe('a day', () => {
  it.each([
    '### 할 일',
    '## TODO:',
    '# ✅ Today’s tasks',
    '###할일',
    '#### To-do list (오늘)',
    '**오늘의 할일**',
    '__Tasks__',
  ])('finds its tasks under %s', (heading) => {
    expect(sectionOf(parseDay(`${heading}\n- [ ] a\n`), 'tasks')?.tasks).toHaveLength(1);
  });

  it('takes boxes and headings in code, comments, scripts and Liquid for what they are', () => {
    const text = [
      '### Tasks',
      '- [ ] one',
      '```md\n- [ ] fence\n### Journal\n```',
      '~~~~\n- [ ] tildes\n```\n~~~~',
      '',
      '    - [ ] indented code',
      '<!--\n- [ ] comment\n\n### Journal\n-->',
      '<script>\n- [ ] script\n\n</script>',
      '<div>\n- [ ] html\n',
      '{% highlight md %}\n- [ ] liquid\n\n### Journal\n{% endhighlight %}',
      '> - [ ] quoted',
      '',
      '- [ ] two',
      '  ```\n  - [ ] fence in an item\n- [ ] three',
    ].join('\n');
    const day = parseDay(text);
    expect(day.sections.map(({ kind }) => kind)).toEqual(['tasks']);
    expect(day.sections[0]?.tasks.map((task) => task.text)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['a number that can’t interrupt a paragraph', 'text\n2. [ ] no\n'],
    ['an item that begins with two blank lines', '-\n\n    - [ ] no\n'],
    ['HTML of any name, up to the blank line', '<my-box a="1">\n- [ ] no\n'],
    ['a box without its blank', '- [x]no\n- [ ](link)\n'],
    ['a paragraph that goes on', 'text\n      - [ ] no\n'],
  ])('sees no task in %s', (_, text) => {
    expect(parseDay(text).sections.flatMap(({ tasks }) => tasks)).toEqual([]);
  });

  it('knows which task stands in which, and where each ends', () => {
    const text = '### Tasks\n* [ ] a\n\t* [x] b\n\n  more of a\n* [>] c\n1. [ ] d\n   - [X] e\n';
    const tasks = parseDay(text).sections[0]?.tasks ?? [];
    expect(tasks.map(({ text: words, state, depth }) => [words, state, depth])).toEqual([
      ['a', 'open', 0],
      ['b', 'done', 1],
      ['c', 'carried', 0],
      ['d', 'open', 0],
      ['e', 'done', 1],
    ]);
    expect(tasks.map(({ start, end }) => text.slice(start, end))).toEqual([
      '* [ ] a\n\t* [x] b\n\n  more of a',
      '\t* [x] b',
      '* [>] c',
      '1. [ ] d\n   - [X] e',
      '   - [X] e',
    ]);
  });

  it('shows what stands under a task and beside the tasks', () => {
    const text = '### Tasks\nbefore\n\n- [ ] a\n  under a\n  - [ ] b\n\nafter\n';
    const day = parseDay(text);
    expect(day.sections[0]?.tasks.map((task) => task.more)).toEqual([['  under a'], []]);
    expect(day.sections.map((section) => looseText(day, section))).toEqual(['before\n\n\n\nafter']);
  });

  it('lets a named heading deep in the class notes be a heading of the notes', () => {
    const day = parseDay('### 수업 정리\n\n##### Keywords\nPod\n\n**일지**\n\n### 일지\n');
    expect(day.sections.map(({ kind }) => kind)).toEqual(['notes', 'journal']);
  });

  it('finds the sections under a title of a higher rank', () => {
    const day = parseDay('# 220513\n\nhello\n\n## Journal\n\nok\n\n## Elsewhere\n\n## Notes\n');
    expect(day.sections.map(({ kind, heading }) => [kind, heading])).toEqual([
      ['other', '220513'],
      ['journal', 'Journal'],
      ['other', 'Elsewhere'],
      ['notes', 'Notes'],
    ]);
  });

  it('reads front matter after a byte order mark and with Windows line ends', () => {
    const day = parseDay("\u{FEFF}---\r\ntitle:  'It''s ''a'' day' # really\r\n...\r\n### 할일\r\n- [ ] a\r\n");
    expect(day.title).toBe("It's 'a' day");
    expect(day.eol).toBe('\r\n');
    expect(sectionOf(day, 'tasks')?.tasks[0]?.text).toBe('a');
  });

  it('takes dashes that nobody closes for text', () => {
    expect(parseDay('---\ntitle: x\n').frontMatter).toBeUndefined();
  });

  it('has sections that follow one another without gaps, whatever the text is', () => {
    fc.assert(
      fc.property(randomMarkdown(), (text) => {
        const day = parseDay(text);
        let at = day.frontMatter?.end ?? 0;
        for (const section of day.sections) {
          expect(section.start).toBe(at);
          at = section.end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the tasks that a GitHub Markdown parser finds', () => {
    fc.assert(
      fc.property(randomMarkdown(), (text) => {
        const day = parseDay(text);
        const ours = day.scan.lines
          .flatMap(({ role }) => (role.kind === 'item' && role.task ? [role.task] : []))
          .filter((task) => task.state !== 'carried' && task.textEnd > task.textStart)
          .map((task) => task.mark);
        expect({ text, tasks: ours }).toEqual({ text, tasks: githubTasks(text, day.frontMatter?.end ?? 0) });
      }),
      { numRuns: Number(process.env['RUNS'] ?? 1000) },
    );
  });
});

/** The offsets of the characters between the brackets. */
function githubTasks(text: string, from: number): number[] {
  const marks: number[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'blockquote') return;
    if (node.type === 'listItem' && typeof node.checked === 'boolean') {
      const mark = text.indexOf('[', from + (node.position?.start.offset ?? 0)) + 1;
      if (/^.\][ \t]+\S/.test(text.slice(mark))) marks.push(mark);
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(text.slice(from), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return marks;
}
