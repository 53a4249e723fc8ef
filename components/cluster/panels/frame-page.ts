/**
 * A page of the cluster, made ready for a frame that can do nothing to us: without scripts, frames, plug-ins and what leads
 * away by itself, under a policy of its own, with the bridge (./frame-bridge.ts) that tells of links and forms. The frame is
 * sandboxed besides: it has no origin.
 *
 * Not shown: pictures and fonts of the cluster; a page's own scripts do not run.
 */
import type { HttpResponse } from '@/lib/cluster';
import { FRAME_BRIDGE } from './frame-bridge';

export interface PageField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password' | 'hidden' | 'long';
  readonly value: string;
}

/** A form as its page has it, for where the bridge does not run. */
export interface PageForm {
  readonly method: string;
  readonly to: string;
  readonly fields: readonly PageField[];
  readonly button: string;
}

export interface FramePage {
  readonly title: string;
  readonly forms: readonly PageForm[];
  readonly links: readonly { readonly to: string; readonly text: string }[];
  /** Its scripts were left out. */
  readonly hasScripts: boolean;
  /** @param word what the bridge is to say, so that we know it is the bridge */
  srcdoc(word: string): string;
}

const REMOVED = 'iframe,frame,frameset,object,embed,applet,base,portal,fencedframe,meta[http-equiv],link,template';
/** Attributes that run something, take the focus or lead into another window. */
const BAD_ATTRIBUTE = /^(?:on.*|autofocus|target|ping|srcdoc|http-equiv|nonce|xlink:href)$/i;
/** The bridge may run, and nothing else: a page does not know its word. */
const policyOf = (word: string) =>
  `default-src 'none'; script-src 'nonce-${word}'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'`;
const MOST_CONTROLS = 50;

/** @param styleOf the text of a style sheet that the page links, where it could be had */
export function framePage({ headers, body }: HttpResponse, styleOf: (href: string) => string | undefined): FramePage {
  const type = headers['content-type'] ?? 'text/html';
  const page = new DOMParser().parseFromString(/html/i.test(type) ? body : '', 'text/html');
  if (!/html/i.test(type)) page.body.append(pre(page, body));
  const hasScripts = page.querySelector('script') !== null;
  for (const link of page.querySelectorAll('link[rel~="stylesheet"][href]')) {
    const text = styleOf(link.getAttribute('href') ?? '');
    if (text === undefined) continue;
    const style = page.createElement('style');
    style.textContent = text;
    link.replaceWith(style);
  }
  for (const element of page.querySelectorAll(`script,${REMOVED}`)) element.remove();
  for (const element of page.querySelectorAll('noscript')) element.replaceWith(...element.childNodes);
  for (const element of page.querySelectorAll('*')) clean(element);
  return {
    title: page.title.trim(),
    hasScripts,
    forms: [...page.querySelectorAll('form')].slice(0, MOST_CONTROLS).map(formOf),
    links: [...page.querySelectorAll('a[href]')].slice(0, MOST_CONTROLS).map((link) => ({
      to: link.getAttribute('href') ?? '',
      text: link.textContent?.trim() ?? '',
    })),
    srcdoc: (word) => documentText(page, word),
  };
}

export function styleSheetsOf(html: string): readonly string[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.querySelectorAll('link[rel~="stylesheet"][href]')].map((link) => link.getAttribute('href') ?? '');
}

function clean(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name) ?? '';
    if (BAD_ATTRIBUTE.test(name) || /^\s*(?:javascript|vbscript):/i.test(value)) element.removeAttribute(name);
  }
}

function pre(page: Document, text: string): Element {
  const element = page.createElement('pre');
  element.textContent = text;
  return element;
}

/** The policy and the bridge come before anything of the page. The canvas is white, as a page expects it. */
function documentText(page: Document, word: string): string {
  const begin = [
    `<meta http-equiv="Content-Security-Policy" content="${policyOf(word)}">`,
    '<meta name="color-scheme" content="light"><style>:root{background:#fff;color:#000}</style>',
    `<script nonce="${word}" data-word="${word}">${FRAME_BRIDGE}</script>`,
  ].join('');
  const attributes = [...page.documentElement.attributes].map(({ name, value }) => ` ${name}="${quoted(value)}"`);
  return `<!doctype html><html${attributes.join('')}><head>${begin}${page.head.innerHTML}</head>${page.body.outerHTML}</html>`;
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

function formOf(form: HTMLFormElement): PageForm {
  const fields: PageField[] = [];
  for (const control of form.querySelectorAll('input[name],textarea[name]')) {
    const type = control.getAttribute('type')?.toLowerCase() ?? 'text';
    if (/^(?:submit|button|reset|image|file|checkbox|radio)$/.test(type)) continue;
    const name = control.getAttribute('name') ?? '';
    const isLong = control.tagName === 'TEXTAREA';
    fields.push({
      name,
      label: labelOf(form, control) || name,
      type: isLong ? 'long' : type === 'hidden' || type === 'password' ? type : 'text',
      value: (isLong ? control.textContent : control.getAttribute('value')) ?? '',
    });
  }
  const submit = form.querySelector('button:not([type="button"]),input[type="submit"]');
  return {
    method: form.getAttribute('method') ?? 'get',
    to: form.getAttribute('action') ?? '',
    fields,
    button: submit?.textContent?.trim() || submit?.getAttribute('value') || '',
  };
}

function labelOf(form: HTMLFormElement, control: Element): string {
  const id = control.getAttribute('id');
  const labels = [...form.querySelectorAll('label')];
  const found = labels.find((label) => label.contains(control) || (id !== null && label.getAttribute('for') === id));
  return found?.textContent?.trim() ?? '';
}
