/**
 * Which Pods a Service selects, and which Services select a Pod, without a way through all of them. It only spares that way,
 * and is made anew whenever its controller starts.
 */
import { type Client, type ObjectChange, type Stored, includesLabels, type Labels } from '@/lib/kube';
import { keyOf } from '../object-key';
import { hasSelector, type Pod, type Service } from './service-pods';

/** Names, by namespace and one label: `default app=web`. */
type Names = Map<string, Set<string>>;

export class LabelIndex {
  readonly #client: Client;
  readonly #pods: Names = new Map();
  /** By the first label that they ask for. */
  readonly #services: Names = new Map();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Begins anew; answers how to stop. To be called before any subscription that asks it something. */
  follow(): (() => void)[] {
    this.#pods.clear();
    this.#services.clear();
    for (const pod of this.#client.list('v1/Pod')) this.#filePod(pod);
    for (const service of this.#client.list('v1/Service')) this.#fileService(service);
    return [
      this.#client.onChange('v1/Pod', ({ type, object, before }) => {
        if (type === 'MODIFIED' && object.metadata.labels === before?.metadata.labels) return;
        if (before) this.#unfilePod(before);
        if (type !== 'DELETED') this.#filePod(object);
      }),
      this.#client.onChange('v1/Service', ({ type, object, before }) => {
        if (before) unfile(this.#services, firstOf(before), before);
        if (type !== 'DELETED') this.#fileService(object);
      }),
    ];
  }

  *podsOf({ metadata, spec }: Service): Iterable<Pod> {
    const { namespace = '' } = metadata;
    const selector = spec?.selector ?? {};
    let fewest: ReadonlySet<string> | undefined;
    for (const name in selector) {
      const names = this.#pods.get(`${namespace} ${name}=${selector[name]}`) ?? NONE;
      if (!fewest || names.size < fewest.size) fewest = names;
    }
    for (const name of fewest ?? NONE) {
      const pod = this.#client.get('v1/Pod', namespace, name);
      if (pod && includesLabels(pod.metadata.labels, selector)) yield pod;
    }
  }

  /** The keys of the Services that select the Pod as it is, or as it was before. */
  *servicesOf({ object, before }: ObjectChange<'v1/Pod'>): Iterable<string> {
    const { labels, namespace = '' } = object.metadata;
    yield* this.#selecting(namespace, labels);
    if (before && before.metadata.labels !== labels) yield* this.#selecting(namespace, before.metadata.labels);
  }

  *#selecting(namespace: string, labels: Labels | undefined): Iterable<string> {
    for (const name in labels) {
      for (const serviceName of this.#services.get(`${namespace} ${name}=${labels[name]}`) ?? NONE) {
        const service = this.#client.get('v1/Service', namespace, serviceName);
        if (service && includesLabels(labels, service.spec?.selector)) yield keyOf(service);
      }
    }
  }

  #filePod({ metadata: { namespace, labels, name } }: Pod): void {
    for (const label in labels) into(this.#pods, `${namespace} ${label}=${labels[label]}`, name);
  }

  #unfilePod({ metadata: { namespace, labels, name } }: Pod): void {
    for (const label in labels) outOf(this.#pods, `${namespace} ${label}=${labels[label]}`, name);
  }

  #fileService(service: Service): void {
    const first = firstOf(service);
    if (first !== undefined) into(this.#services, first, service.metadata.name);
  }
}

const NONE: ReadonlySet<string> = new Set();

function firstOf(service: Service): string | undefined {
  const [first] = Object.entries(service.spec?.selector ?? {});
  return first && hasSelector(service) ? `${service.metadata.namespace} ${first[0]}=${first[1]}` : undefined;
}

function unfile(names: Names, label: string | undefined, { metadata }: Stored<'v1/Service'>): void {
  if (label !== undefined) outOf(names, label, metadata.name);
}

function into(names: Names, label: string, name: string): void {
  const found = names.get(label);
  if (found) found.add(name);
  else names.set(label, new Set([name]));
}

function outOf(names: Names, label: string, name: string): void {
  const found = names.get(label);
  found?.delete(name);
  if (found?.size === 0) names.delete(label);
}
