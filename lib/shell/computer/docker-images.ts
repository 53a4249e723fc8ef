/** The images that Docker has on the learner's computer. The cluster's nodes know nothing of them. */
import { parseReference, sha256, type BuiltImage } from '@/lib/cluster';

const MIB = 1_048_576;
const TWO_DAYS = 172_800_000;

/** Built by somebody in the company, for the lesson on registries. */
const GIVEN: readonly BuiltImage[] = ['tea-house:2.1', 'shop-web:1.4'].map((reference) => ({
  reference,
  from: 'nginx:1.29',
  exposedPorts: [8080],
  files: {
    '/etc/nginx/conf.d/default.conf':
      'server {\n  listen 8080;\n  location / {\n    root /usr/share/nginx/html;\n  }\n}\n',
    '/usr/share/nginx/html/index.html': `<h1>${reference}</h1>\n`,
  },
}));

export interface LocalImage {
  readonly image: BuiltImage;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly sizeBytes: number;
}

export class DockerImages {
  readonly #images = new Map<string, LocalImage>();

  constructor(now: number) {
    for (const image of GIVEN) this.add({ image, created: now - TWO_DAYS, sizeBytes: 76 * MIB });
  }

  /** The newest first. */
  get all(): readonly LocalImage[] {
    return [...this.#images.values()].toReversed().sort((a, b) => b.created - a.created);
  }

  /** By any of its names, with or without a tag, or by its ID. */
  find(name: string): LocalImage | undefined {
    const reference = parseReference(name);
    const named = 'invalid' in reference ? undefined : this.#images.get(reference.full);
    return named ?? (/^[0-9a-f]{4,64}$/.test(name) ? this.all.find((each) => idOf(each).startsWith(name)) : undefined);
  }

  /** One of the same name is replaced. */
  add(local: LocalImage): void {
    const reference = parseReference(local.image.reference);
    if ('invalid' in reference) return;
    this.#images.delete(reference.full);
    this.#images.set(reference.full, local);
  }

  remove(local: LocalImage): void {
    const reference = parseReference(local.image.reference);
    if (!('invalid' in reference)) this.#images.delete(reference.full);
  }
}

/** 64 hex digits: the same for all names of one image. */
export function idOf({ image, created }: LocalImage): string {
  return sha256(JSON.stringify({ ...image, reference: '', created }));
}
