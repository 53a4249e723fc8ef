import { parseYaml } from '@/lib/yaml';

/** A text as YAML: bare where it reads as itself, or else in double quotes. */
export function asText(value: string): string {
  return readsAsItself(value) ? value : JSON.stringify(value);
}

/** Whether a text that stands bare is read as that very text, as a key, a value and within brackets. */
export function readsAsItself(value: string): boolean {
  if (!/^[\w./+=-]+$/.test(value)) return false;
  const [document] = parseYaml(`${value}: [${value}]\n`).documents;
  return JSON.stringify(document?.value) === JSON.stringify({ [value]: [value] });
}
