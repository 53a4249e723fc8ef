// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyText, parseDay, sectionOf } from '@/lib/notebook';
import { InlineMarkdown, Markdown } from './markdown';
import { lineWords } from './markdown-tree';
import { safeUrl } from './safe-url';

afterEach(cleanup);

function htmlOf(text: string): string {
  return render(<Markdown text={text} />).container.querySelector('.prose')?.innerHTML ?? 'plain';
}

describe('a hostile note', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script in a line', 'a <script>alert(1)</script> b'],
    ['an event handler', '<img src=x onerror=alert(1)>'],
    ['a frame', '<iframe src="https://example.com"></iframe>'],
    ['a style', '<style>body{display:none}</style>'],
    ['a link to a script', '[x](javascript:alert(1))'],
    [
      'a link to a script, in disguise',
      '[x](JaVaScRiPt&colon;alert(1)) [x](java\nscript:alert(1)) <javascript:alert(1)>',
    ],
    ['a reference to a script', '[x][y]\n\n[y]: javascript:alert(1)'],
    ['a data link', '[x](data:text/html,<script>alert(1)</script>)'],
    [
      'a picture that tells on you',
      '![x](https://example.com/pixel.png) ![y][z]\n\n[z]: https://example.com/pixel.png',
    ],
    ['a quote out of an attribute', '[x](https://example.com/"onmouseover="alert(1))'],
  ])('%s is shown and does nothing', (_, text) => {
    const { container } = render(<Markdown text={text} />);
    expect(container.querySelectorAll('script, img, iframe, style, object, embed, svg, form, input')).toHaveLength(0);
    for (const element of container.querySelectorAll('*')) {
      expect(element.getAttributeNames().filter((name) => name.startsWith('on'))).toEqual([]);
    }
    for (const link of container.querySelectorAll('a')) expect(link.href).toMatch(/^(https?|mailto):/);
  });

  it.each([
    ['long', 'a'.repeat(50_000)],
    ['deep in quotes', `${'>'.repeat(10_000)}a`],
    ['deep in lists', `${'- '.repeat(10_000)}a`],
    ['full of stars', '*'.repeat(30_000)],
  ])('that is too %s to draw is shown as the text it is', (_, text) => {
    expect(render(<Markdown text={text} />).container.querySelector('pre')?.textContent).toBe(text);
  });

  it('nested line by line is cut where nobody reads on', () => {
    const text = Array.from({ length: 150 }, (_, i) => `${' '.repeat(i * 2)}- item`).join('\n');
    const { container } = render(<Markdown text={text} />);
    expect(container.querySelectorAll('ul').length).toBeLessThan(20);
    expect(container.textContent.match(/item/g)).toHaveLength(150);
  });
});

describe('a note', () => {
  it('draws what Markdown has', () => {
    expect(htmlOf('**a** _b_ ~~c~~ `d`\\\ne')).toBe(
      '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code><br>e</p>',
    );
    expect(htmlOf('3. a\n4. b')).toBe('<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>');
    expect(htmlOf('```sh\nls\n```')).toBe('<pre tabindex="0"><code>ls</code></pre>');
    expect(htmlOf('|a|\n|-|\n|b|')).toContain('<th scope="col">a</th>');
    expect(htmlOf('> a\n\n---')).toBe('<blockquote><p>a</p></blockquote><hr>');
  });

  it('has headings that follow one another, whatever their ranks in the file', () => {
    expect(htmlOf('#### a\n##### b')).toBe('<h3>a</h3><h4>b</h4>');
  });

  it('leads to the web in a new tab, and nowhere else', () => {
    expect(htmlOf('[a](https://kubernetes.io)')).toBe(
      '<p><a href="https://kubernetes.io/" target="_blank" rel="noopener noreferrer nofollow">a</a></p>',
    );
    expect(htmlOf('[a](/assets/a.pdf)')).toBe('<p><span title="/assets/a.pdf">a</span></p>');
  });

  it('names the pictures of the blog', () => {
    const { container } = render(<Markdown text="![kubarch](/assets/til/til451.png)" />);
    expect(container.textContent).toBe('kubarch/assets/til/til451.png');
  });

  it('says of a box whether it is ticked', () => {
    expect(render(<Markdown text={'- [x] a\n- [ ] b'} />).container.textContent).toBe('[x]a[ ]b');
  });

  it('draws the class notes of the seed', () => {
    const day = parseDay(readFileSync('fixtures/seed/220513.md', 'utf8'));
    const { container } = render(<Markdown text={bodyText(day, sectionOf(day, 'notes'))} />);
    expect(container.querySelectorAll('h4')).toHaveLength(13);
    expect(container.querySelectorAll('table')).toHaveLength(1);
  });
});

describe('a task’s line', () => {
  it('has its marks and no links to follow', () => {
    const { container } = render(<InlineMarkdown text="read [the `docs`](https://kubernetes.io) **now**" />);
    expect(container.innerHTML).toBe(
      'read <span title="https://kubernetes.io">the <code>docs</code></span> <strong>now</strong>',
    );
    expect(lineWords('read [the `docs`](https://kubernetes.io) **now**')).toBe('read the docs now');
  });

  it('that would be a heading or a list is shown as it stands', () => {
    expect(render(<InlineMarkdown text="# not a heading" />).container.innerHTML).toBe('# not a heading');
  });
});

it('safeUrl lets through the web and letters only', () => {
  expect(safeUrl('HTTPS://example.com')).toBe('https://example.com/');
  expect(safeUrl('mailto:a@b.c')).toBe('mailto:a@b.c');
  for (const url of [
    'javascript:1',
    ' javascript:1',
    'java\tscript:1',
    'data:a',
    'file:///a',
    'vbscript:a',
    '//a',
    '/a',
    '#a',
    '',
  ]) {
    expect(safeUrl(url)).toBeUndefined();
  }
});
