/** Every other kind, custom resources too: its fields as they are, by name. */
import { eventsOf } from './events';
import { head } from './head';
import { Page } from './page';
import type { Surroundings } from './surroundings';
import { goText, isRecord, type Value } from './value';

const HIDDEN = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
]);
const ACRONYMS = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

export async function describeAny(object: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  head(page, object);
  if (isRecord(object.json)) fields(page, 0, object.json, '');
  await eventsOf(page, object, object.at('kind').text, around);
  return page.text;
}

function fields(page: Page, level: number, content: Record<string, unknown>, path: string): void {
  for (const name of Object.keys(content).sort()) {
    const value = content[name];
    const here = `${path}.${name}`;
    if (HIDDEN.has(here)) continue;
    const title = titleOf(name);
    if (isRecord(value)) {
      page.line(`${title}:`, level);
      fields(page, level + 1, value, here);
    } else if (Array.isArray(value)) {
      page.line(`${title}:`, level);
      for (const one of value) {
        if (isRecord(one)) fields(page, level + 1, one, here);
        else page.line(goText(one), level + 1);
      }
    } else page.field(title, goText(value), level);
  }
}

/** `clusterIP` → `Cluster IP`, `apiVersion` → `API Version`; a name with more than letters and dashes stays. */
function titleOf(name: string): string {
  if (/[^\p{L}-]/u.test(name)) return name;
  const parts = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[^\p{Lu}\p{Ll}]+/gu) ?? [];
  return parts.map((part) => (ACRONYMS.has(part.toUpperCase()) ? part.toUpperCase() : capital(part))).join(' ');
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
