/**
 * What can be found out about the place of a fault, by name: the places of content/mistakes.yaml's sentences. Each is
 * computed when it is asked for, and undefined where there is nothing to say; a sentence that needs it is then left out.
 */
import { kinds } from '@/lib/kube';
import { fromBase64, toBase64 } from './base64-text';
import { belongs, takes } from './explain-belongs';
import { nearestWord as nearest } from './nearest';
import { readAs, wantedIn, yamlReason } from './explain-values';
import { placeAt } from './field-at';
import { entryAt, inFile, nodeAt } from './fix-source';
import type { LocalText } from './local-text';
import type { Spot } from './spot';

export type Fact = string | LocalText | undefined;

export function factOf(spot: Spot, name: string): Fact {
  return Object.hasOwn(FACTS, name) ? FACTS[name]?.(spot) : undefined;
}

const FACTS: Readonly<Record<string, (spot: Spot) => Fact>> = {
  /** The field's own name as it is written. */
  key: ({ path }) => String(path.at(-1) ?? ''),
  /** The value as it is written, where it is one word or line. */
  written,
  /** The same without quotes. */
  content: (spot) => scalarAt(spot)?.text,
  /** A known field of the object it stands in. */
  nearest: nearestField,
  /** Where a field of this name is right, in words; and as a path for a fix. */
  belongs: (spot) => named(belongsAt(spot)?.slice(0, -1)),
  belongsPath: (spot) => textOf(belongsAt(spot)),
  read: (spot) => {
    const node = nodeAt(spot, spot.path);
    return node && readAs(node.value);
  },
  yamlReason: (spot) => {
    const node = nodeAt(spot, spot.path);
    const source = written(spot);
    return node && source !== undefined ? yamlReason(node, source) : undefined;
  },
  wanted: (spot) => {
    const field = placeAt(spot.apiVersion, spot.kind, ownPath(spot))?.field;
    return field && wantedIn(field);
  },
  /** A bare number out of `"80"`. */
  number: (spot) => /^\s*(-?(?:0|[1-9]\d{0,14}))\s*$/.exec(scalarAt(spot)?.text ?? '')?.[1],
  boolean: (spot) => BOOLEANS[(scalarAt(spot)?.text ?? '').toLowerCase()],
  /** The allowed value that was most likely meant. */
  allowed: ({ says }) => {
    const [, was, all] = /Unsupported value: "([^"]*)": supported values: (.+)$/.exec(says) ?? [];
    const values = [...(all ?? '').matchAll(/"([^"]*)"/g)].map(([, value]) => value ?? '');
    return was === undefined ? undefined : nearest(was, values);
  },
  /** The kind that was most likely meant, and where a kind lives. */
  nearestKind: ({ kind }) => {
    const found = nearest(kind, new Set(kinds.map((known) => known.kind)));
    return found === kind ? undefined : found;
  },
  kindVersion: ({ kind, apiVersion }) => {
    const found = kinds.filter((known) => known.kind === kind).map((known) => known.apiVersion);
    return nearest(apiVersion, found) ?? found[0];
  },
  /** The value made a name: small letters, digits and dashes. */
  asName: (spot) =>
    differing(spot, (text) =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 63),
    ),
  asLabel: (spot) =>
    differing(spot, (text) =>
      text
        .replace(/[^A-Za-z0-9._-]+/g, '-')
        .replace(/^[-._]+|[-._]+$/g, '')
        .slice(0, 63),
    ),
  /** The field's name as a key of a label, a ConfigMap or a variable. */
  asKey: ({ path }) => {
    const key = String(path.at(-1) ?? '');
    const made = key.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-._]+|[-._]+$/g, '');
    return made === key || made === '' ? undefined : made;
  },
  /** `128MB` → `128Mi`, `0.5 cpu` → `0.5`. */
  asQuantity: (spot) => quantity(scalarAt(spot)?.text ?? ''),
  encoded: (spot) => {
    const text = scalarAt(spot)?.text;
    return text === undefined || text === '' ? undefined : toBase64(text);
  },
  decoded: (spot) => fromBase64(scalarAt(spot)?.text ?? ''),
  withoutNewline: (spot) => {
    const text = fromBase64(scalarAt(spot)?.text ?? '')?.replace(/[\r\n]+$/, '');
    return text === undefined || text === '' ? undefined : toBase64(text);
  },
  /** The volumes of the Pod whose container mounts one. */
  volumes: (spot) => listed(volumesOf(spot)),
  nearestVolume: (spot) => nearest(scalarAt(spot)?.text ?? '', volumesOf(spot)),
  selector: (spot) => pairs(spot, ['spec', 'selector', 'matchLabels']),
  templateLabels: (spot) => pairs(spot, ['spec', 'template', 'metadata', 'labels']),
  /** The first field below it, where its dash has no space after it. */
  dashed: (spot) => {
    const node = nodeAt(spot, spot.path);
    const name = node?.kind === 'map' ? node.entries[0]?.name : undefined;
    return name !== undefined && /^-[A-Za-z]/.test(name) ? name : undefined;
  },
  /** The limit that a request is over. */
  limit: (spot) => {
    const name = String(spot.path.at(-1));
    const limit = nodeAt(spot, [...spot.path.slice(0, -2), 'limits', name]);
    return limit?.kind === 'scalar' ? limit.text : undefined;
  },
};

const BOOLEANS: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  y: 'true',
  '1': 'true',
  false: 'false',
  no: 'false',
  off: 'false',
  n: 'false',
  '0': 'false',
};

function ownPath({ base, path }: Spot): Spot['path'] {
  return path.slice(base.length);
}

function scalarAt(spot: Spot) {
  const node = nodeAt(spot, spot.path);
  return node?.kind === 'scalar' ? node : undefined;
}

function written(spot: Spot): string | undefined {
  const node = scalarAt(spot);
  if (!node) return undefined;
  const { start, end } = inFile(spot, node);
  const source = spot.text.slice(start, end);
  return source.includes('\n') ? undefined : source;
}

function nearestField(spot: Spot): string | undefined {
  const own = ownPath(spot);
  const name = own.at(-1);
  const parent = nodeAt(spot, spot.path.slice(0, -1));
  const type = placeAt(spot.apiVersion, spot.kind, own.slice(0, -1))?.type;
  if (typeof name !== 'string' || !type || parent?.kind !== 'map') return undefined;
  const taken = new Set(parent.entries.map((entry) => entry.name));
  const value = nodeAt(spot, spot.path)?.value;
  const free = [...type.fields].filter(([field]) => field !== 'status' && !taken.has(field));
  const fitting = free.filter(([, field]) => takes(field, value)).map(([field]) => field);
  return (
    nearest(name, fitting) ??
    nearest(
      name,
      free.map(([field]) => field),
    )
  );
}

function belongsAt(spot: Spot): Spot['path'] | undefined {
  const own = ownPath(spot);
  const name = own.at(-1);
  if (typeof name !== 'string') return undefined;
  return belongs(spot, spot, own.slice(0, -1), name, entryAt(spot, spot.path)?.entry.value.value);
}

function textOf(path: Spot['path'] | undefined): string | undefined {
  return path?.reduce<string>((all, step) => {
    if (typeof step === 'number') return `${all}[${step}]`;
    return all === '' ? step : `${all}.${step}`;
  }, '');
}

function named(path: Spot['path'] | undefined): Fact {
  const text = textOf(path);
  return text === '' ? { en: 'the top of the document', ko: '문서의 맨 윗단계' } : text && `\`${text}\``;
}

function differing(spot: Spot, make: (text: string) => string): string | undefined {
  const text = scalarAt(spot)?.text;
  const made = text === undefined ? '' : make(text);
  return made === '' || made === text ? undefined : made;
}

function quantity(text: string): string | undefined {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(text) ?? [];
  const written = UNITS[unit.toLowerCase()];
  return number === undefined || written === undefined || number + written === text ? undefined : number + written;
}

const UNITS: Readonly<Record<string, string>> = {
  kb: 'Ki',
  kib: 'Ki',
  ki: 'Ki',
  mb: 'Mi',
  mib: 'Mi',
  mi: 'Mi',
  gb: 'Gi',
  gib: 'Gi',
  gi: 'Gi',
  g: 'G',
  tb: 'Ti',
  tib: 'Ti',
  ti: 'Ti',
  b: '',
  byte: '',
  bytes: '',
  cpu: '',
  cpus: '',
  core: '',
  cores: '',
  millicores: 'm',
  m: 'm',
  '': '',
};

function volumesOf(spot: Spot): string[] {
  const spec = spot.path.findLastIndex((step) => step === 'containers' || step === 'initContainers');
  const volumes = nodeAt(spot, [...spot.path.slice(0, Math.max(0, spec)), 'volumes']);
  if (volumes?.kind !== 'list') return [];
  return volumes.items.flatMap(({ value }) => {
    const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'name') : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

function listed(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : names.map((name) => `\`${name}\``).join(', ');
}

function pairs(spot: Spot, path: Spot['path']): string | undefined {
  const labels = nodeAt(spot, [...spot.base, ...path]);
  if (labels?.kind !== 'map' || labels.entries.length === 0) return undefined;
  return labels.entries
    .map(({ name, value }) => `\`${name}: ${value.kind === 'scalar' ? value.text : '…'}\``)
    .join(', ');
}
