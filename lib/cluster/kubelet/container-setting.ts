/** Of what a process in a container is made: its Pod, its image, what runs. */
import type { Stored, types } from '@/lib/kube';
import type { Clock } from '../clock';
import type { FileSystem, Image } from '../images/process';
import type { Network } from '../network/message';
import type { Random } from '../random';
import type { ContainerProcess, ProcessSetting } from './container-process';
import type { Engine } from './engine';
import { expand } from './expansion';
import { ContainerFiles } from './files';
import { imageTree } from './image-tree';
import { hostnameOf, podFiles } from './pod-files';
import type { PodRuntime } from './pod-runtime';
import { newContainerRecord, type ContainerRecord, type NodeRecord, type PodRecord, type Run } from './state';
import { containerMounts } from './volumes';

type Environment = Readonly<Record<string, string>>;

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Of a process beside the main one: it has that one's files and variables, and nobody hears of it. */
export class ContainerSetting implements ProcessSetting {
  readonly engine: Engine;
  readonly node: NodeRecord;
  readonly pod: Stored<'v1/Pod'>;
  readonly record: PodRecord;
  readonly container: types.Container;
  readonly image: Image;
  readonly args: readonly string[];
  readonly run: Run;
  /** What Services gave when it began: shared by many. */
  readonly services: Environment;
  readonly main: ContainerProcess | undefined;

  constructor(
    engine: Engine,
    node: NodeRecord,
    pod: Stored<'v1/Pod'>,
    record: PodRecord,
    container: types.Container,
    image: Image,
    args: readonly string[],
    run: Run,
    main?: ContainerProcess,
  ) {
    this.engine = engine;
    this.node = node;
    this.pod = pod;
    this.record = record;
    this.container = container;
    this.image = image;
    this.args = args;
    this.run = run;
    this.services = engine.serviceEnv(record.namespace, pod.spec?.enableServiceLinks !== false);
    this.main = main;
  }

  get clock(): Clock {
    return this.engine.clock;
  }

  get random(): Random {
    return this.engine.random;
  }

  get network(): () => Network {
    return this.engine.network;
  }

  get runtime(): PodRuntime {
    return this.engine.runtime(this.record.uid);
  }

  get workingDir(): string {
    return this.container.workingDir ?? this.image.workingDir;
  }

  get user(): number {
    return this.run.user;
  }

  get group(): number {
    const { runAsGroup = 0 } = { ...this.pod.spec?.securityContext, ...this.container.securityContext };
    return runAsGroup;
  }

  get hostname(): string {
    return hostnameOf(this.pod);
  }

  get podIP(): string {
    return this.record.ip ?? '';
  }

  get namespace(): string {
    return this.record.namespace;
  }

  get podName(): string {
    return this.record.name;
  }

  get stdin(): boolean {
    return this.container.stdin === true;
  }

  env(): ReadonlyMap<string, string> {
    if (this.main) return this.main.env;
    const own = { ...this.services, ...this.run.env };
    return new Map(Object.entries({ PATH, HOSTNAME: this.hostname, ...this.image.env, ...own }));
  }

  files(): FileSystem {
    if (this.main) return this.main.files;
    const { engine, node, pod, record, container, image, services, run } = this;
    const own = record.containers[container.name ?? ''] ?? newContainerRecord();
    return filesOf(engine, node, pod, record, container, image, own, { ...services, ...run.env });
  }

  onLog(_text: string, _stream: 'stdout' | 'stderr'): void {}

  onExit(_code: number, _why: 'oom' | undefined): void {}

  onChange(_process: ContainerProcess): void {}
}

function filesOf(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  record: PodRecord,
  container: types.Container,
  image: Image,
  own: ContainerRecord,
  env: Environment,
): ContainerFiles {
  const context = { client: engine.client, state: engine.state, node };
  const mounts = containerMounts(context, pod, record, container, (text) => expand(text, (name) => env[name]));
  const isReadOnly = container.securityContext?.readOnlyRootFilesystem === true;
  const files = new ContainerFiles(
    imageTree(image),
    () => own.files,
    () => (own.files ??= {}),
    mounts,
    isReadOnly,
    () => podFiles(pod, record),
    () => record.isDiskFull === true,
  );
  if (container.workingDir) files.makeFolder(container.workingDir);
  return files;
}
