/**
 * What the server accepts but a person did most likely not mean. Each is found here and worded in content/mistakes.yaml
 * (`stage: advice`, `says` its id).
 */
import type { DuplicateKey, TextRange, YamlDocument, YamlPath } from '@/lib/yaml';
import { fromBase64 } from './base64-text';
import type { JudgedObject } from './judge-document';
import { locate } from './locate';

export interface Advised {
  readonly id: string;
  readonly range: TextRange;
  /** From the document's root. */
  readonly path: YamlPath;
  readonly object?: Pick<JudgedObject, 'apiVersion' | 'kind' | 'at'>;
}

type Found = Pick<Advised, 'id' | 'path'>;

export function adviceIn(text: string, document: YamlDocument, judged: readonly JudgedObject[]): Advised[] {
  const object = judged[0];
  return [
    ...judged.flatMap((one) =>
      [...ofImages(one), ...ofConfig(one), ...ofSecret(one)].map(({ id, path }) => ({
        id,
        path: [...one.at, ...path],
        range: locate(text, document, [...one.at, ...path], 'value'),
        object: one,
      })),
    ),
    ...ofDuplicates(document).map((found) => ({ ...found, ...(object ? { object } : {}) })),
    ...ofCopying(text, document),
  ];
}

const POD_SPECS: Readonly<Record<string, YamlPath>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

function ofImages({ kind, object }: JudgedObject): Found[] {
  const path = Object.hasOwn(POD_SPECS, kind) ? POD_SPECS[kind] : undefined;
  if (!path) return [];
  const spec = path.reduce<unknown>(valueAt, object);
  return ['initContainers', 'containers'].flatMap((list) => {
    const containers = valueAt(spec, list);
    if (!Array.isArray(containers)) return [];
    return containers.flatMap((container: unknown, index) => {
      const image = valueAt(container, 'image');
      const id = typeof image === 'string' ? adviceOfImage(image) : undefined;
      return id === undefined ? [] : [{ id, path: [...path, list, index, 'image'] }];
    });
  });
}

function adviceOfImage(image: string): string | undefined {
  if (image === '' || image.includes('@') || /\s/.test(image)) return undefined;
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (!name.includes(':')) return 'image-without-tag';
  return name.endsWith(':latest') ? 'image-latest' : undefined;
}

const PASSWORD = /passw|passphrase|secret|credential|(api|private|access)[-_.]?key|token/i;

function ofConfig({ kind, object }: JudgedObject): Found[] {
  if (kind !== 'ConfigMap') return [];
  return stringsIn(object, 'data')
    .filter(([key, value]) => PASSWORD.test(key) && value !== '')
    .map(([key]) => ({ id: 'password-in-configmap', path: ['data', key] }));
}

function ofSecret({ kind, object }: JudgedObject): Found[] {
  if (kind !== 'Secret') return [];
  return stringsIn(object, 'data').flatMap(([key, value]) => {
    const text = fromBase64(value);
    if (text === undefined) return [];
    if (/[\r\n]$/.test(text) && !text.trimEnd().includes('\n')) return [{ id: 'secret-newline', path: ['data', key] }];
    const inner = /[a-z]/.test(text) && text.length >= 8 && text.length % 4 === 0 ? fromBase64(text) : undefined;
    const isTwice = inner !== undefined && /^[\x20-\x7E]+[\r\n]*$/.test(inner);
    return isTwice ? [{ id: 'secret-encoded-twice', path: ['data', key] }] : [];
  });
}

function stringsIn(object: unknown, field: string): [string, string][] {
  const map = valueAt(object, field);
  if (typeof map !== 'object' || map === null) return [];
  return Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** Two documents without a `---` between them have apiVersion and kind twice; the rest of it is said with that. */
function ofDuplicates(document: YamlDocument): Omit<Advised, 'object'>[] {
  const heads = document.duplicates.filter(({ path }) => isHead(path));
  const first = heads.toSorted((a, b) => a.second.start - b.second.start)[0];
  if (heads.length === 2 && first) return [{ id: 'forgotten-separator', range: first.second, path: first.path }];
  return document.duplicates.map(({ path, second }: DuplicateKey) => ({ id: 'duplicate-key', range: second, path }));
}

function isHead(path: YamlPath): boolean {
  return path.length === 1 && (path[0] === 'apiVersion' || path[0] === 'kind');
}

/** Signs that come with text copied from a page or a chat: YAML takes them for letters. */
function ofCopying(text: string, document: YamlDocument): Omit<Advised, 'object'>[] {
  const { start, end } = document.range;
  const body = text.slice(start, end);
  if (!/[\u00A0\u201C\u201D\u2018\u2019]/.test(body)) return [];
  const found: Omit<Advised, 'object'>[] = [];
  for (const match of body.matchAll(/^(?!\s*#)(.*?[:-] +)?([\u201C\u2018].*?[\u201D\u2019])/gm)) {
    const at = start + match.index + (match[1]?.length ?? 0);
    found.push({ id: 'curly-quotes', path: [], range: { start: at, end: at + (match[2]?.length ?? 0) } });
  }
  for (const match of body.matchAll(/^(?!\s*#)[^\n\u00A0]*?(\u00A0+)/gm)) {
    const at = start + match.index + match[0].length - (match[1]?.length ?? 0);
    found.push({ id: 'non-breaking-space', path: [], range: { start: at, end: at + (match[1]?.length ?? 0) } });
  }
  return found;
}

function valueAt(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
