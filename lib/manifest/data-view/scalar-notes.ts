/** What YAML made of a scalar that a reader may not expect. */
import type { YamlNode, YamlScalar } from '@/lib/yaml';
import type { LocalText } from '../local-text';
import { printed, printedText } from './printed';

const OCTAL = /^[-+]?0o?[0-7]+$/;

export function scalarNotes(node: YamlScalar): LocalText[] {
  const { style, text, tag, value } = node;
  if (style === 'literal' || style === 'folded') return [blockNote(style, text)];
  if (style !== 'plain') return [];
  if (value === null && text === '') {
    return [{ en: 'nothing is written here: null', ko: '아무것도 쓰지 않아서 null이에요' }];
  }
  if (tag === '!!timestamp' || isDate(text)) {
    return [{ en: 'looks like a date, but is text', ko: '날짜처럼 보이지만 글자예요' }];
  }
  if (typeof value === 'string' || text === printed(value)) return [];
  const shown = printed(value);
  return OCTAL.test(text)
    ? [
        {
          en: `\`${text}\` begins with 0, so it is octal: ${shown}`,
          ko: `\`${text}\` → 0으로 시작해서 8진수: ${shown}`,
        },
      ]
    : [readAs(text, shown)];
}

/** A key is always text in JSON: `y:` becomes "true", `010:` becomes "8". */
export function keyNotes(key: YamlNode, name: string): LocalText[] {
  return key.kind !== 'scalar' || key.text === name ? [] : [readAs(key.text, printedText(name))];
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d?-\d\d?(?:$|[Tt ])/.test(text);
}

function readAs(text: string, shown: string): LocalText {
  return { en: `\`${text}\` is read as ${shown}`, ko: `\`${text}\` → ${shown}` };
}

function blockNote(style: 'literal' | 'folded', text: string): LocalText {
  const lines = text.replace(/\n+$/, '').split('\n').length;
  const ends = text.endsWith('\n');
  const count = { en: lines === 1 ? 'one line' : `${lines} lines`, ko: `${lines}줄` };
  const kept =
    style === 'literal'
      ? { en: '`|` keeps line breaks', ko: '`|`는 줄바꿈을 그대로 둬요' }
      : { en: '`>` makes line breaks blanks', ko: '`>`는 줄바꿈을 공백으로 바꿔요' };
  return {
    en: `${kept.en}: ${count.en}, ${ends ? 'with a line break at the end' : 'no line break at the end'}`,
    ko: `${kept.ko}: ${count.ko}, ${ends ? '끝에 줄바꿈이 있어요' : '끝에 줄바꿈이 없어요'}`,
  };
}
