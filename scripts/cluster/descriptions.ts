/** The fields' sentences, as `npm run generate` wrote them: what `kubectl explain` prints. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClusterOptions } from '@/lib/cluster';

type Descriptions = ReturnType<NonNullable<ClusterOptions['descriptions']>>;

/** Those of the editor's kinds, and those of all others. */
const files = ['descriptions.json', 'further-descriptions.json'].map((name) =>
  fileURLToPath(new URL(`../../public/generated/${name}`, import.meta.url)),
);

/** Undefined where they were not made yet: then fields are explained by their types alone. */
export function readDescriptions(): Descriptions {
  if (!files.every((file) => existsSync(file))) return undefined;
  const [first = {}, further = {}] = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as object);
  return { ...first, ...further };
}
