import { Composer } from './compose';
import { readJson } from './json-reader';
import type { Reading } from './read';
import { utf8Length } from './utf8';
import { isSpace, trimSpaceStart } from './white-space';

/** How far into a file kubectl looks for the brace that makes it JSON. */
const GUESS_LENGTH = 4096;
/** What kubectl reads at once where it looks for white space between JSON and YAML. */
const WINDOW = 4;

export interface JsonPart {
  readonly start: number;
  readonly end: number;
  readonly reading: Reading;
}

export interface JsonStream {
  readonly parts: readonly JsonPart[];
  /** The refusal of what follows the parts; undefined at the file's end. */
  readonly error: string | undefined;
  /** Where it goes on as YAML, whose first document gets the error above if it is refused too; undefined if it doesn't. */
  readonly yamlStart: number | undefined;
  readonly end: number;
}

export function looksLikeJson(text: string, start: number): boolean {
  return trimSpaceStart(text.slice(start, start + GUESS_LENGTH)).startsWith('{');
}

/**
 * Reads JSON values one after another. Models apimachinery's YAMLOrJSONDecoder: up to the second object it turns to
 * YAML where JSON fails, and keeps JSON's words if YAML fails as well; after two objects it insists on JSON.
 */
export function readJsonStream(text: string, from: number): JsonStream {
  const parts: JsonPart[] = [];
  for (let start = from; ;) {
    const rest = text.slice(start);
    const composer = new Composer();
    const end = readJson(rest, composer);
    if (end.is === 'nothing') return { parts, error: undefined, yamlStart: undefined, end: start };
    if (end.is === 'value') {
      parts.push({ start, end: start + end.end, reading: readingOf(composer) });
      start += end.end;
      continue;
    }
    const words = end.is === 'refused' ? end.problem : 'unexpected EOF';
    if (parts.length > 1) return { parts, error: words, yamlStart: undefined, end: start };
    const error =
      end.is === 'refused' ? `json: offset ${utf8Length(text.slice(from, start + end.at)) + 1}: ${words}` : words;
    return { parts, error, yamlStart: skipToYaml(text, start), end: start };
  }
}

function readingOf(composer: Composer): Reading {
  const { root } = composer;
  const value = root?.value ?? null;
  return { root, value, partial: value, fault: undefined, duplicates: composer.duplicates };
}

/** Models consumeWhitespace, which takes white space up to the first line break and gives up near the file's end. */
function skipToYaml(text: string, start: number): number | undefined {
  for (let at = start; utf8Length(text.slice(at, at + WINDOW)) >= WINDOW; at++) {
    const char = text.charAt(at);
    if (char === '\ufffd') return undefined;
    if (!isSpace(char)) return at;
    if (char === '\n') return at + 1;
  }
  return undefined;
}
