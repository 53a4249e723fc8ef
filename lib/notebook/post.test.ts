import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  decodeDate,
  decodeText,
  defaultTemplate,
  encodeText,
  exportPost,
  findDate,
  importPost,
  newDay,
  parseDay,
  postPath,
  shortDate,
  weekday,
  zipDays,
} from './index';

const seed = readFileSync('fixtures/seed/220513.md');
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('bytes', () => {
  it('are the same after import and export, whatever they are', () => {
    const nearUtf8 = fc.array(
      fc.constantFrom(
        0x41,
        0x0a,
        0x0d,
        0,
        0x80,
        0xbf,
        0xc2,
        0xe0,
        0xed,
        0xa0,
        0xf0,
        0x90,
        0xf4,
        0x8f,
        0xb8,
        0xbb,
        0xef,
        0xff,
      ),
    );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), nearUtf8), (raw) => {
        const bytes = Uint8Array.from(raw);
        expect(encodeText(decodeText(bytes))).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('of good text are that text, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeText(utf8(`\u{FEFF}${text}`))).toBe(`\u{FEFF}${text}`);
      }),
    );
  });

  it('that look like our own marks come back too', () => {
    const bytes = utf8('a\u{10FE41}b');
    expect(encodeText(decodeText(bytes))).toEqual(bytes);
    expect(decodeText(Uint8Array.of(0x61, 0xff))).toBe('a\u{10FEFF}');
  });
});

describe('importPost', () => {
  it('reads the seed’s date from its title, and gives its bytes back', () => {
    const post = importPost('000_8aca146c49118bed.txt', seed);
    expect(post).toMatchObject({ ok: true, date: '2022-05-13', name: undefined });
    expect(post.ok && Buffer.from(exportPost(post.date, post.text)).equals(seed)).toBe(true);
  });

  it.each([
    ['_posts/2022-05-13-kubernetes.md', 'hello', '2022-05-13', '2022-05-13-kubernetes.md'],
    ['x.md', '---\ndate: 2022-05-14 09:00:00 +0900\ntitle: 220513\n---\n', '2022-05-14', undefined],
    ['x.md', '---\ntitle: "TIL 2022.05.15"\n---\n', '2022-05-15', undefined],
    ['til-220516.txt', '---\ntitle: hello\n---\n', '2022-05-16', undefined],
    ['20220517.md', '', '2022-05-17', undefined],
  ])('of %s with %j is %s', (file, text, date, name) => {
    expect(importPost(file, utf8(text))).toEqual({ ok: true, date, text, name });
  });

  it.each([
    ['2022-02-30-til.md', '', 'bad-date', '2022-02-30-til.md: 2022-02-30 is not a day of the calendar.'],
    ['x.md', '---\ndate: 2022-13-01\n---\n', 'bad-date', 'x.md: 2022-13-01 is not a day of the calendar.'],
    ['x.md', 'title: 220513', 'no-date', 'x.md says no date, neither in its name nor in its front matter.'],
  ])('refuses %s with %j', (file, text, reason, detail) => {
    expect(importPost(file, utf8(text))).toEqual({ ok: false, reason, detail });
  });

  it('refuses what is too large to edit', () => {
    expect(importPost('2022-05-13-til.md', new Uint8Array(6_000_000))).toEqual({
      ok: false,
      reason: 'too-large',
      detail: '2022-05-13-til.md has 6.0 MB; a day may have 5.',
    });
  });
});

describe('exportPost', () => {
  it('adds a date with its time zone only when asked, and only where there is none', () => {
    const text = '---\r\ntitle: x\r\n---\r\nhello';
    expect(decodeText(exportPost('2022-05-13', text))).toBe(text);
    const dated = '---\r\ntitle: x\r\ndate: 2022-05-13 00:00:00 +0900\r\n---\r\nhello';
    expect(decodeText(exportPost('2022-05-13', text, { dateOffset: 540 }))).toBe(dated);
    expect(decodeText(exportPost('2022-05-13', dated, { dateOffset: -210 }))).toBe(dated);
    expect(decodeText(exportPost('2022-05-13', 'hello', { dateOffset: -210 }))).toBe(
      '---\ndate: 2022-05-13 00:00:00 -0330\n---\nhello',
    );
  });

  it('of all days is a zip with Jekyll’s names', () => {
    const zip = zipDays([
      { date: '2022-05-13', text: decodeText(seed) },
      { date: '2022-05-14', text: 'b', name: '2022-05-14-k8s.md' },
    ]);
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual(['_posts/2022-05-13-til.md', '_posts/2022-05-14-k8s.md']);
    expect(Buffer.from(files['_posts/2022-05-13-til.md'] ?? []).equals(seed)).toBe(true);
    expect(postPath('2022-05-13')).toBe('_posts/2022-05-13-til.md');
  });
});

describe('a new day', () => {
  it('has the form of the seed', () => {
    const text = newDay('2022-05-13', 'ko');
    expect(text).toMatch(/^---\ntitle: "220513 Today I Learned"\ncategories: 'til'\n---\n\n### 일지\n/);
    for (const locale of ['ko', 'en'] as const) {
      expect(parseDay(newDay('2022-05-13', locale)).sections.map(({ kind }) => kind)).toEqual([
        'preamble',
        'journal',
        'keywords',
        'tasks',
        'lookUp',
        'notes',
      ]);
    }
  });

  it('follows the learner’s own template, and leaves Liquid alone', () => {
    expect(newDay('2022-05-13', 'en', '# {{date}} {{ page.title }} {{short}}')).toBe(
      '# 2022-05-13 {{ page.title }} 220513',
    );
    expect(defaultTemplate('en')).toContain('### Tasks');
  });
});

describe('dates', () => {
  it('are days of the calendar or nothing', () => {
    expect(decodeDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2023-02-29', '2022-5-13', '0000-01-01', '220513', '', '2022-05-13T00:00']) {
      expect(decodeDate(text)).toBeUndefined();
    }
    expect(findDate('a 1234567 b')).toBeUndefined();
  });

  it('have neighbours, week days and a short form', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(weekday('2022-05-13')).toBe(5);
    expect(shortDate('2022-05-13')).toBe('220513');
  });
});
