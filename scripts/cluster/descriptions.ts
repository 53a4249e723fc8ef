/** The fields' sentences, as `npm run generate` wrote them: what `kubectl explain` prints. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterOptions } from '@/lib/cluster';

type Descriptions = ReturnType<NonNullable<ClusterOptions['descriptions']>>;

const file = fileURLToPath(new URL('../../public/generated/descriptions.json', import.meta.url));

/** Undefined where they were not made yet: then fields are explained by their types alone. */
export function readDescriptions(): Descriptions {
  if (!existsSync(path.normalize(file))) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Descriptions;
}
