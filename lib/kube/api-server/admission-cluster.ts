/** What admission asks of the cluster, answered from the store. */
import { newCluster, type AdmissionCluster, type CelEngine } from '../admission';
import { isObject, type JsonObject } from '../json-object';
import type { ModelledKind, ObjectsByKind } from '../objects';
import { kindOf } from '../schema';
import type { Service } from '../schema/generated/types';
import type { Store, StoredObject } from '../store';
import { formatTime } from '../time';
import { tableOf } from './storage';

export interface Chance {
  /** The five letters that end a generated name. */
  suffix(): string;
  uuid(): string;
  /** 0 up to, not including, `below`. */
  integer(below: number): number;
}

export interface Surroundings {
  readonly store: Store;
  readonly chance: Chance;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Without one, policies and CEL rules are not evaluated. */
  readonly cel?: CelEngine;
}

const FIRST_PORT = 30_000;
const LAST_PORT = 32_767;

export function admissionCluster({ store, chance, now, cel }: Surroundings): AdmissionCluster {
  const typed = <K extends ModelledKind>(key: K, object: StoredObject): ObjectsByKind[K] => object;
  const find = <K extends ModelledKind>(key: K, namespace: string | undefined, name: string) => {
    const found = store.get(tableOfKey(key), namespace, name);
    return found && typed(key, found);
  };
  const list = <K extends ModelledKind>(key: K): ObjectsByKind[K][] =>
    store
      .table(tableOfKey(key))
      .sorted()
      .map((object) => typed(key, object));
  const services = (): Service[] => list('v1/Service');
  const isIPTaken = (ip: string): boolean => services().some(({ spec }) => spec?.clusterIPs?.includes(ip));
  const isPortTaken = (port: number): boolean =>
    services().some(
      ({ spec }) => spec?.healthCheckNodePort === port || spec?.ports?.some((one) => one.nodePort === port),
    );
  return {
    namespace: (name) => find('v1/Namespace', undefined, name),
    serviceAccount: (namespace, name) => find('v1/ServiceAccount', namespace, name),
    priorityClass: (name) => find('scheduling.k8s.io/v1/PriorityClass', undefined, name),
    defaultPriorityClass: () =>
      list('scheduling.k8s.io/v1/PriorityClass').find(({ globalDefault }) => globalDefault === true),
    runtimeClass: (name) => store.get('runtimeclasses.node.k8s.io', undefined, name),
    list,
    customObjects: (apiVersion, kind) => customObjects(store, apiVersion, kind),
    ...(cel && { cel }),
    serviceNetwork: {
      ...newCluster.serviceNetwork,
      isClusterIPTaken: isIPTaken,
      isNodePortTaken: isPortTaken,
      nextClusterIP() {
        // The last three quarters of a range are for those that ask for no address in particular: 10.96.0.0/12.
        for (;;) {
          const ip = `10.${96 + chance.integer(16)}.${chance.integer(256)}.${1 + chance.integer(254)}`;
          if (!isIPTaken(ip)) return ip;
        }
      },
      nextNodePort(taken) {
        for (let tries = 0; tries < LAST_PORT - FIRST_PORT; tries += 1) {
          const port = FIRST_PORT + chance.integer(LAST_PORT - FIRST_PORT + 1);
          if (!taken.includes(port) && !isPortTaken(port)) return port;
        }
        return FIRST_PORT;
      },
    },
    nameSuffix: () => chance.suffix(),
    uid: () => chance.uuid(),
    now: () => formatTime(now()),
  };
}

function tableOfKey(key: ModelledKind): string {
  const slash = key.lastIndexOf('/');
  const kind = kindOf(key.slice(0, slash), key.slice(slash + 1));
  return kind ? tableOf(kind) : key;
}

function customObjects(
  store: Store,
  apiVersion: string,
  kind: string,
): { metadata: StoredObject['metadata']; object: JsonObject }[] {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  return [...store.resources()]
    .filter((resource) => resource.endsWith(`.${group}`))
    .flatMap((resource) => store.table(resource).sorted())
    .filter((object) => object.kind === kind && isObject(object))
    .map((object) => ({ metadata: object.metadata, object: { ...object } }));
}
