import { parseYaml, type TextRange, type YamlPath } from '@/lib/yaml';
import type { LocalText } from '../local-text';
import type { End, Graph } from './graph';
import { writtenRange } from './place';

export interface FileEdit {
  readonly file: string;
  readonly range: TextRange;
  readonly text: string;
}

export type Renaming = { readonly edits: readonly FileEdit[] } | { readonly refused: LocalText };

const HIGHEST_PORT = 65_535;

/** The edits that give all ends of a group another word, each quoted as its place needs it. */
export function renameEdits(graph: Graph, group: readonly End[], name: string): Renaming {
  const refused = refusal(graph, group, name);
  if (refused) return { refused };
  const edits = new Map<string, FileEdit>();
  for (const end of group) {
    const range = writtenRange(end);
    const { file, read } = end.object;
    if (!range || file === undefined || !read) continue;
    const before = read.text.slice(range.start, range.end);
    // A port that stands for its targetPort keeps its own number: from now on the targetPort is written.
    const isStanding = end.use?.standsFor !== undefined;
    const edit = isStanding ? targetPortBehind(end, range, name, before) : { range, text: inPlaceOf(name, before) };
    edits.set(`${file}|${range.start}`, { file, ...edit });
  }
  for (const end of standingIn(graph, group)) {
    const key = `${end.object.file}|${writtenRange(end)?.start}`;
    const edit = edits.get(key);
    const { word } = end;
    // Nor does a port that is renamed lead elsewhere: where it led to is written.
    if (edit && word !== undefined) {
      edits.set(key, { ...edit, text: edit.text + targetPortBehind(end, edit.range, word, word).text });
    }
  }
  return { edits: [...edits.values()] };
}

/** The ends of ports in the group that stand for a targetPort as well, and lead somewhere by it. */
function standingIn(graph: Graph, group: readonly End[]): End[] {
  const ports = new Set(
    group.filter(({ thing }) => thing === 'service-port').map(({ object, path }) => spotOf(object.index, path)),
  );
  if (ports.size === 0) return [];
  return graph.ends.filter(
    (end) =>
      end.use?.standsFor !== undefined && ports.has(spotOf(end.object.index, end.path)) && graph.tiesOf(end).length > 0,
  );
}

function spotOf(index: number, path: YamlPath): string {
  return `${index}|${path.join('|')}`;
}

function targetPortBehind(
  { object, path }: End,
  { start, end }: TextRange,
  port: string,
  before: string,
): Pick<FileEdit, 'range' | 'text'> {
  const text = object.read?.text ?? '';
  const keyStart = object.document?.keyRange(path)?.start ?? start;
  const indent = text.slice(text.lastIndexOf('\n', keyStart - 1) + 1, keyStart).replaceAll(/\S/g, ' ');
  const isWithinBraces = /^\s*[,}]/.test(text.slice(end, end + 200));
  const name = object.document?.isJson ? '"targetPort"' : 'targetPort';
  const next = isWithinBraces ? ', ' : `\n${indent}`;
  return { range: { start: end, end }, text: `${next}${name}: ${inPlaceOf(port, before)}` };
}

function inPlaceOf(name: string, before: string): string {
  return isNumber(before) && isNumber(name) ? name : written(name, before);
}

function refusal(graph: Graph, group: readonly End[], name: string): LocalText | undefined {
  if (name.trim() !== name || name === '' || /\p{Cc}/u.test(name)) {
    return {
      en: 'A name has no blanks at its ends and is not empty.',
      ko: '이름은 비어 있거나 앞뒤에 공백이 있으면 안 돼요.',
    };
  }
  const [first] = group;
  if (first?.thing === 'port' || first?.thing === 'service-port') {
    const wasNumber = isNumber(first.word ?? '');
    const fits = isNumber(name) && Number(name) >= 1 && Number(name) <= HIGHEST_PORT;
    if (wasNumber && !fits) {
      return {
        en: `A port is a number from 1 to ${HIGHEST_PORT}.`,
        ko: `포트는 1에서 ${HIGHEST_PORT} 사이의 숫자예요.`,
      };
    }
    if (!wasNumber && isNumber(name)) {
      return { en: 'The name of a port has a letter in it.', ko: '포트 이름에는 글자가 있어야 해요.' };
    }
  }
  const members = new Set(group);
  const taken = group.some(
    (end) =>
      end.role === 'definition' &&
      end.word !== name &&
      (end.scopes.some((scope) => graph.definitions(scope, name).some((other) => !members.has(other))) ||
        (end.thing === 'label' && end.at === 'key' && hasLabel(end, name))),
  );
  return taken ? { en: `There is a \`${name}\` already.`, ko: `\`${name}\`(이)라는 이름이 이미 있어요.` } : undefined;
}

function hasLabel({ object }: End, key: string): boolean {
  return object.ends.podLabels?.labels.some(([name]) => name === key) ?? false;
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** As the word before was quoted; one that stood bare gets quotes only if it would be read as something else. */
export function written(name: string, before = ''): string {
  if (before.startsWith("'")) return `'${name.replaceAll("'", "''")}'`;
  if (before.startsWith('"') || !readsAsItself(name)) return JSON.stringify(name);
  return name;
}

/** Bare, as a key, a value, and within brackets. */
function readsAsItself(name: string): boolean {
  const [document] = parseYaml(`${name}: [${name}]\nvalue: ${name}\n`).documents;
  return document !== undefined && JSON.stringify(document.value) === JSON.stringify({ [name]: [name], value: name });
}
