/** Whether what stands in a file is what was last applied: read off the cluster itself, so that undo and reload can't make it lie. */
import type { Cluster } from '@/lib/cluster';
import { parseYaml } from '@/lib/yaml';
import { kubectlText } from './kubectl-text';

/** `changed`: some of it is in the cluster, and not all of it as it stands in the file. */
export type AppliedState = 'none' | 'applied' | 'changed';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Without a state: a file that holds no objects, or can't be read. */
export async function appliedFiles(
  cluster: Cluster,
  files: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, AppliedState>>> {
  const states: Record<string, AppliedState> = {};
  for (const [name, text] of Object.entries(files)) {
    const wanted = objectsIn(text);
    if (wanted.length === 0) continue;
    // oxlint-disable-next-line no-await-in-loop -- one cluster answers them one by one anyway
    const found = await kubectlText(cluster, ['get', '-f', name, '-o', 'json', '--ignore-not-found'], { [name]: text });
    if (found.status !== 0) continue;
    states[name] = compare(wanted, objectsIn(found.out).flatMap(itemsOf));
  }
  return states;
}

function compare(wanted: readonly Fields[], live: readonly Fields[]): AppliedState {
  if (live.length === 0) return 'none';
  const applied = live.map((object) => lastApplied(object)).map((object) => key(object));
  return wanted.every((object) => applied.includes(key(object))) ? 'applied' : 'changed';
}

type Fields = Readonly<Record<string, unknown>>;

function objectsIn(text: string): readonly Fields[] {
  return parseYaml(text).documents.flatMap(({ value, fault }) => (fault || !isFields(value) ? [] : [value]));
}

function itemsOf(object: Fields): readonly Fields[] {
  const { items } = object;
  return Array.isArray(items) ? items.filter(isFields) : [object];
}

function lastApplied({ metadata }: Fields): unknown {
  if (!isFields(metadata) || !isFields(metadata['annotations'])) return undefined;
  const text = metadata['annotations'][LAST_APPLIED];
  return typeof text === 'string' ? objectsIn(text)[0] : undefined;
}

/** The same text for the same object; what kubectl itself adds to what it remembers does not count. */
function key(object: unknown): string {
  return JSON.stringify(object, (name, value: unknown) => {
    if (!isFields(value)) return value;
    const names = Object.keys(value)
      .filter((field) => !(name === 'metadata' && (field === 'namespace' || isEmptyAnnotations(field, value[field]))))
      .sort();
    return Object.fromEntries(names.map((field) => [field, value[field]]));
  });
}

function isEmptyAnnotations(field: string, value: unknown): boolean {
  return field === 'annotations' && (!isFields(value) || Object.keys(value).length === 0);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
