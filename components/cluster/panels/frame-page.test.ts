// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { framePage, styleSheetsOf } from './frame-page';

function pageOf(body: string, type = 'text/html; charset=utf-8') {
  return framePage({ status: 200, headers: { 'content-type': type }, body }, (href) =>
    href === '/app.css' ? 'p{color:red}' : undefined,
  );
}

test('the policy and the bridge stand before anything of the page', () => {
  const text = pageOf('<html lang="ko"><head><title>A</title></head><body class="b">hello</body></html>').srcdoc('w-1');
  expect(text).toMatch(
    /^<!doctype html><html lang="ko"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-w-1'/,
  );
  expect(text.indexOf('data-word="w-1"')).toBeLessThan(text.indexOf('<title>'));
  expect(text).toContain('<body class="b">hello</body>');
});

test.for([
  ['a script', '<script>parent.steal()</script>'],
  ['an event handler', '<p onclick="steal()">x</p>'],
  ['a javascript: link', '<a href=" javascript:steal()">x</a>'],
  ['a frame', '<iframe srcdoc="steal()"></iframe>'],
  ['a page that leads away by itself', '<meta http-equiv="refresh" content="0;url=http://steal">'],
  ['another base', '<base href="http://steal">'],
  ['a plug-in', '<object data="http://steal"></object>'],
  ['a drawing’s link', '<svg><a xlink:href="http://steal"><text>x</text></a></svg>'],
])('%s is left out', ([, html = '']) => {
  expect(pageOf(html).srcdoc('w').split('</script>').slice(1).join('')).not.toContain('steal');
});

test('it says that a page’s scripts do not run', () => {
  expect(pageOf('<script src="/app.js"></script>').hasScripts).toBe(true);
  expect(pageOf('<p>plain</p>').hasScripts).toBe(false);
});

test('what noscript holds is shown, and a linked style sheet stands in the page', () => {
  const html = '<link rel="stylesheet" href="/app.css"><noscript><p>no scripts</p></noscript>';
  expect(styleSheetsOf(html)).toEqual(['/app.css']);
  const text = pageOf(html).srcdoc('w');
  expect(text).toContain('<style>p{color:red}</style>');
  expect(text).toContain('<p>no scripts</p>');
});

test('a text is no markup', () => {
  expect(pageOf('<b>1 & 2</b>', 'text/plain').srcdoc('w')).toContain('<pre>&lt;b&gt;1 &amp; 2&lt;/b&gt;</pre>');
});

test('forms and links are told for where nothing may run in the frame', () => {
  const { forms, links } = pageOf(
    `<form method="post" action="/save"><label for="n">Name</label><input id="n" name="name" value="Mina">
     <input type="hidden" name="id" value="1"><textarea name="about">Hi</textarea><button>Save</button></form>
     <a href="/next">Next</a>`,
  );
  expect(forms).toEqual([
    {
      method: 'post',
      to: '/save',
      button: 'Save',
      fields: [
        { name: 'name', label: 'Name', type: 'text', value: 'Mina' },
        { name: 'id', label: 'id', type: 'hidden', value: '1' },
        { name: 'about', label: 'about', type: 'long', value: 'Hi' },
      ],
    },
  ]);
  expect(links).toEqual([{ to: '/next', text: 'Next' }]);
});
