import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asShown, changeBetween } from '@/lib/text';
import {
  addKeyword,
  appendClassNote,
  decodeText,
  parseDay,
  readKeywords,
  removeKeyword,
  sectionText,
  setSection,
} from './index';
import { randomMarkdown } from './random-markdown';

const seed = decodeText(readFileSync('fixtures/seed/220513.md'));

describe('setSection', () => {
  it('writes into the blank lines of the seed, and clearing gives the seed back', () => {
    const written = setSection(seed, 'lookUp', 'etcd가 뭔지\n', 'ko');
    expect(written).toBe(seed.replace('해야할 부분\n\n\n\n', '해야할 부분\n\netcd가 뭔지\n\n'));
    expect(setSection(written, 'lookUp', '', 'ko')).toBe(seed);
  });

  it('keeps the blanks at the ends of lines that did not change', () => {
    expect(setSection(seed, 'journal', '특이사항있음  \n의욕도 없음    ', 'ko')).toBe(
      seed.replace('특이사항없음', '특이사항있음'),
    );
    expect(setSection(seed, 'journal', sectionText(parseDay(seed), 'journal'), 'ko')).toBe(seed);
  });

  it('closes a fence that would swallow the sections after it, but not the last one’s own', () => {
    expect(setSection('### 일지\n\na\n\n### 할일\n', 'journal', '```\nb', 'ko')).toBe(
      '### 일지\n\n```\nb\n```\n\n### 할일\n',
    );
    const notes = sectionText(parseDay(seed), 'notes');
    expect(setSection(seed, 'notes', `${notes} `, 'ko')).toBe(`${seed} `);
  });

  it('makes a section that is not there', () => {
    expect(setSection('### Tasks\n\n- [ ] a\n', 'journal', 'fine', 'en')).toBe(
      '### Journal\n\nfine\n\n### Tasks\n\n- [ ] a\n',
    );
    expect(setSection(seed, 'lookUp', ' \n ', 'ko')).toBe(seed);
  });

  it('writes with the line ends of the file', () => {
    expect(setSection('### 일지\r\n\r\na\r\nb\r\n', 'journal', 'a\nx\nb', 'ko')).toBe(
      '### 일지\r\n\r\na\r\nx\r\nb\r\n',
    );
  });

  it('says afterwards what was written, and writing back gives the same bytes', () => {
    const words = fc.string({ unit: fc.constantFrom('a', ' ', '한', '\n') }).map((text) => `x${text}y`);
    fc.assert(
      fc.property(randomMarkdown(), words, (rest, typed) => {
        const text = `### 일지\r\n\r\nbefore  \r\nafter\r\n\r\n### 오늘의 할일\n${rest}`;
        const written = setSection(text, 'journal', typed, 'ko');
        expect(sectionText(parseDay(written), 'journal')).toBe(typed);
        expect(written.slice(written.indexOf('### 오늘'))).toBe(text.slice(text.indexOf('### 오늘')));
        expect(asShown(setSection(written, 'journal', 'before  \nafter', 'ko'))).toBe(asShown(text));
      }),
    );
  });
});

describe('appendClassNote', () => {
  it('writes after what is there, outside of the fence that the seed leaves open', () => {
    const written = appendClassNote(seed, '`data`의 값은 base64.', 'ko');
    expect(written).toBe(`${seed}\n\`\`\`\n\n\`data\`의 값은 base64.`);
    expect(parseDay(written).scan.open).toBeUndefined();
  });

  it('keeps out of a comment that nobody closed', () => {
    expect(appendClassNote('### Notes\n\na\n\n<!-- b\n', 'c', 'en')).toBe('### Notes\n\na\n\nc\n\n<!-- b\n');
  });

  it('only ever adds, whatever the text is', () => {
    fc.assert(
      fc.property(randomMarkdown(), (text) => {
        expect(changeBetween(text, appendClassNote(text, 'the note', 'en'))?.remove).toBe(0);
      }),
    );
  });
});

describe('keywords', () => {
  function keywordsOf(text: string): string[] {
    return readKeywords(parseDay(text)).map((keyword) => keyword.text);
  }

  function remove(text: string, word: string): string {
    return removeKeyword(text, readKeywords(parseDay(text)).find((keyword) => keyword.text === word)?.start ?? -1);
  }

  it.each([
    ['- Pod\n- **Service** \n* `Secret`, [Ingress](https://example.com)', ['Pod', 'Service', 'Secret', 'Ingress']],
    ['Pod, Service、ConfigMap · Secret', ['Pod', 'Service', 'ConfigMap', 'Secret']],
    ['#Pod #Service', ['Pod', 'Service']],
    ['```\nnot me\n```\nCI/CD', ['CI/CD']],
    ['', []],
  ])('are read from %j', (body, words) => {
    expect(keywordsOf(`### 키워드\n${body}\n`)).toEqual(words);
  });

  it('are added under the bold line of the seed, and removed again', () => {
    const one = addKeyword(seed, 'Pod', 'ko');
    expect(one).toBe(seed.replace('**주요 키워드**\n\n\n', '**주요 키워드**\n\nPod\n\n'));
    const two = addKeyword(one, 'Service', 'ko');
    expect(two).toBe(one.replace('\nPod\n', '\nPod, Service\n'));
    expect(remove(two, 'Service')).toBe(one);
    expect(remove(two, 'Pod')).toBe(one.replace('\nPod\n', '\nService\n'));
  });

  it('are added in the form of those that are there', () => {
    expect(addKeyword('### 키워드\n * Pod\n', 'Secret', 'ko')).toBe('### 키워드\n * Pod\n * Secret\n');
    expect(addKeyword('### 키워드\n#Pod', 'Config Map', 'ko')).toBe('### 키워드\n#Pod #ConfigMap');
    expect(addKeyword('### 키워드\nPod', 'a, b', 'ko')).toBe('### 키워드\nPod, a, b');
  });

  it('come once', () => {
    expect(addKeyword('### 키워드\nPod', 'pod', 'ko')).toBe('### 키워드\nPod');
    expect(addKeyword('### 키워드\nPod', ' , ', 'ko')).toBe('### 키워드\nPod');
  });

  it('are undone by removing, byte for byte', () => {
    fc.assert(
      fc.property(randomMarkdown(), (rest) => {
        const text = `### 키워드\n- Pod\n${rest}`;
        const added = addKeyword(text, 'Novel', 'ko');
        expect(remove(added, 'Novel')).toBe(text);
        expect(changeBetween(text, added)?.remove ?? 0).toBe(0);
      }),
    );
  });
});
