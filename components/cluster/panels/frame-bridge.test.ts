// @vitest-environment node
import { Window } from 'happy-dom';
import { expect, test, vi } from 'vitest';
import { FRAME_BRIDGE } from './frame-bridge';

function page(html: string) {
  const window = new Window({
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  const said = vi.fn<(message: unknown, to: string) => void>();
  window.parent.postMessage = said;
  window.document.write(
    `<html><head><script data-word="w-1">${FRAME_BRIDGE}</script></head><body>${html}</body></html>`,
  );
  return { window, said };
}

test('it begins, and tells which link was followed', () => {
  const { window, said } = page('<a href="/next"><b>Next</b></a>');
  expect(said.mock.calls).toEqual([[{ word: 'w-1', did: 'begin' }, '*']]);
  window.document.querySelector('b')?.click();
  expect(said.mock.lastCall).toEqual([{ word: 'w-1', did: 'follow', to: '/next' }, '*']);
  // Its word is nowhere to be read.
  expect(window.document.documentElement.outerHTML).not.toContain('w-1');
});

test('a place within the page is no other page', () => {
  const { window, said } = page('<a href="#end">End</a><p id="end">x</p>');
  window.document.querySelector('a')?.click();
  expect(said).toHaveBeenCalledOnce();
});

test('it tells what a form sends, also where fields have the names of what a form is asked', () => {
  const { window, said } = page(
    `<form method="post" action="/save"><input name="action" value="1"><input name="method" value="2">
     <input name="getAttribute" value="3"><button name="by" value="save">Save</button></form>`,
  );
  window.document.querySelector('button')?.click();
  const fields = ['action 1', 'method 2', 'getAttribute 3', 'by save'].map((field) => field.split(' '));
  expect(said.mock.lastCall).toEqual([{ word: 'w-1', did: 'submit', method: 'post', to: '/save', fields }, '*']);
});

test('a button may send a form elsewhere', () => {
  const { window, said } = page(
    '<form><input name="a" value="1"><button formaction="/else" formmethod="post">Go</button></form>',
  );
  window.document.querySelector('button')?.click();
  expect(said.mock.lastCall?.[0]).toEqual({
    word: 'w-1',
    did: 'submit',
    method: 'post',
    to: '/else',
    fields: [['a', '1']],
  });
});
