/** Both languages tell the same lesson: headings, components and code. Only words, and their order in a line, differ. */
import type { Component, Outline } from './outline';

/** Attributes that say what a component means; the others are words. */
const meaning = ['kind', 'file', 'path', 'id', 'answer'];

export function languageFaults(en: Outline, ko: Outline): string[] {
  return [
    ...difference('headings', en.headings.map(depthOf), ko.headings.map(depthOf)),
    ...difference('blocks', blocksOf(en), blocksOf(ko)),
    ...difference('links and terms', inlinesOf(en), inlinesOf(ko)),
    ...difference('code blocks', fencesOf(en), fencesOf(ko)),
  ];
}

function depthOf({ depth }: { depth: number }): string {
  return '#'.repeat(depth);
}

function blocksOf({ components }: Outline): string[] {
  return components.filter((component) => !isInline(component)).map(signatureOf);
}

/** By section and in no order within: the languages don't build their sentences alike. */
function inlinesOf({ components }: Outline): string[] {
  return components
    .filter(isInline)
    .map((component) => `section ${component.section}: ${signatureOf(component)}`)
    .sort();
}

function isInline({ name }: Component): boolean {
  return name === 'At' || name === 'Term';
}

function signatureOf({ name, attributes, items, text }: Component): string {
  const given = meaning.flatMap((key) => (attributes[key] === undefined ? [] : [` ${key}="${attributes[key]}"`]));
  const rest = name === 'Recall' ? ` of ${items}` : name === 'Command' ? ` ${text}` : '';
  return `<${name}${given.join('')}>${rest}`;
}

function fencesOf({ fences }: Outline): string[] {
  return fences.map(({ lang, meta, text }) => `${lang} ${meta}\n${text}`);
}

function difference(what: string, en: readonly string[], ko: readonly string[]): string[] {
  const at = Array.from({ length: Math.max(en.length, ko.length) }).findIndex((_, index) => en[index] !== ko[index]);
  return at < 0 ? [] : [`${what} differ: en has ${en[at] ?? 'nothing'} where ko has ${ko[at] ?? 'nothing'}`];
}
