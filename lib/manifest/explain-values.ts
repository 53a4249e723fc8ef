/** What a value was read as, why, and what is wanted instead, in the words of both languages. */
import type { SchemaField } from '@/lib/kube';
import type { YamlNode } from '@/lib/yaml';
import type { LocalText } from './local-text';

/** `the number \`8080\``, `a list`. */
export function readAs(value: unknown): LocalText {
  if (value === null || value === undefined) return { en: 'nothing at all (`null`)', ko: '빈 값(`null`)' };
  if (Array.isArray(value)) return { en: 'a list', ko: '리스트' };
  if (typeof value === 'object') return { en: 'a map of fields', ko: '하위 필드가 있는 맵' };
  const shown = `\`${typeof value === 'bigint' ? value.toString() : JSON.stringify(value)}\``;
  if (typeof value === 'boolean') return { en: `the boolean ${shown}`, ko: `불리언 ${shown}` };
  if (typeof value === 'string') return { en: `the text \`${value}\``, ko: `문자열 \`${value}\`` };
  return { en: `the number ${shown}`, ko: `숫자 ${shown}` };
}

/** Why YAML read a scalar so. Undefined where that is no surprise. */
export function yamlReason(node: YamlNode, source: string): LocalText | undefined {
  if (node.kind !== 'scalar') return undefined;
  const { value, style } = node;
  const bare = `\`${source}\``;
  if (style === 'single' || style === 'double') {
    const en = 'quotes make a text of whatever stands between them';
    return { en, ko: '따옴표 안에 있는 것은 무엇이든 문자열이 돼요' };
  }
  if (style !== 'plain' || typeof value === 'string') return undefined;
  const read = `\`${String(value)}\``;
  if (value === null) return { en: 'an empty value and `~` are `null`', ko: '빈 값과 `~`는 `null`이에요' };
  if (typeof value === 'boolean') {
    return source === String(value)
      ? { en: `a bare ${bare} is a boolean`, ko: `따옴표 없는 ${bare}은(는) 불리언이에요` }
      : {
          en: `YAML reads a bare ${bare} as the boolean ${read}`,
          ko: `따옴표 없는 ${bare}을(를) YAML은 불리언 ${read}(으)로 읽어요`,
        };
  }
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  return source === String(value)
    ? { en: `a bare ${bare} is a number`, ko: `따옴표 없는 ${bare}은(는) 숫자예요` }
    : {
        en: `YAML reads a bare ${bare} as the number ${read}`,
        ko: `따옴표 없는 ${bare}을(를) YAML은 숫자 ${read}(으)로 읽어요`,
      };
}

/** What a field takes: `a whole number`. */
export function wantedIn(field: SchemaField): LocalText {
  const { enum: words } = field;
  if (words && words.length > 0) {
    const all = words.map((word) => `\`${word}\``).join(', ');
    return { en: `one of ${all}`, ko: `${all} 중 하나` };
  }
  return WANTED[field.is];
}

const WANTED: Readonly<Record<SchemaField['is'], LocalText>> = {
  string: { en: 'text', ko: '문자열' },
  integer: { en: 'a whole number', ko: '정수' },
  number: { en: 'a number', ko: '숫자' },
  boolean: { en: '`true` or `false`', ko: '`true` 또는 `false`' },
  object: { en: 'fields of its own, indented below it', ko: '아래에 들여 쓴 하위 필드들' },
  map: { en: 'pairs of `key: value`, indented below it', ko: '아래에 들여 쓴 `키: 값` 쌍들' },
  list: { en: 'a list, each item begun with `- `', ko: '항목마다 `- `로 시작하는 리스트' },
  'int-or-string': { en: 'a number or a name', ko: '숫자 또는 이름' },
  quantity: { en: 'a quantity like `500m` or `128Mi`', ko: '`500m`이나 `128Mi` 같은 수량' },
  time: { en: 'a time like `2026-01-31T09:00:00Z`', ko: '`2026-01-31T09:00:00Z` 같은 시각' },
  bytes: { en: 'text in base64', ko: 'base64로 인코딩한 문자열' },
  any: { en: 'any value', ko: '아무 값' },
};
