/** The images that are known by name: what they hold and how they start. */
import type { Tool } from './call';
import type { Base } from './image';
import type { Tags } from './tags';
import { APPLICATIONS } from './catalogue/applications';
import { CLUSTER_IMAGES } from './catalogue/cluster';
import { DATABASES } from './catalogue/databases';
import { OFFICIAL } from './catalogue/official';
import { SHELLS } from './catalogue/shells';
import { WEB_SERVERS } from './catalogue/web-servers';

export interface CatalogueEntry {
  /** `docker.io/library/nginx`. */
  readonly repository: string;
  /** `any`: all that look like tags. */
  readonly tags: Tags | 'any';
  /** What `latest` and its like stand for. */
  readonly version?: string;
  readonly megabytes: number;
  readonly base: Base;
  readonly tools?: Readonly<Record<string, Tool>>;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env?: (version: string) => Readonly<Record<string, string>>;
  readonly workingDir?: string;
  readonly user?: number;
  readonly exposedPorts?: readonly number[];
  readonly files?: Readonly<Record<string, string>>;
}

const ENTRIES = new Map(
  [...WEB_SERVERS, ...DATABASES, ...APPLICATIONS, ...SHELLS, ...CLUSTER_IMAGES, ...OFFICIAL].map((entry) => [
    entry.repository,
    entry,
  ]),
);

export function catalogueEntry(repository: string): CatalogueEntry | undefined {
  return ENTRIES.get(repository);
}

export function catalogueEntries(): readonly CatalogueEntry[] {
  return [...ENTRIES.values()];
}
