/** The learner's computer: what its programs share. Nothing of it is remembered beyond the page's life but what is in the cluster. */
import { type Cluster, type Exchange, type Message, type Process, type Target } from '@/lib/cluster';
import type { KubeConfig } from '@/lib/kubectl';
import { HOME, type Workstation } from '../workstation';
import { Aws } from './aws';
import { DockerImages, type LocalImage } from './docker-images';
import { ComputerFiles } from './files';
import { Forwards } from './forwards';
import { newKubeConfig, kubeConfigText } from './kube-config';
import { Machine } from './machine';

export const USER = 'learner';
export const HOSTNAME = 'kubetil';

/** Its own, which knows nothing of the names within a cluster. */
const NAME_SERVER = '127.0.0.53';

const ENVIRONMENT: Readonly<Record<string, string>> = {
  HOME,
  USER,
  LOGNAME: USER,
  SHELL: '/bin/bash',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LANG: 'en_US.UTF-8',
  TERM: 'xterm-256color',
  EDITOR: 'vi',
};

export class Computer {
  readonly workstation: Workstation;
  readonly files: ComputerFiles;
  readonly forwards = new Forwards();
  readonly config: KubeConfig;
  readonly machine: Machine;
  readonly docker: DockerImages;
  readonly aws: Aws;
  /** What `sudo date -s` has set the clock off by, milliseconds. */
  skew = 0;
  /** Who waits, by how they are woken: until when. */
  readonly #waits = new Map<AbortController, number>();
  /** When somebody waited last. */
  #lastSeen = 0;
  /** The command line that is run, for `mark`; undefined once it was called for it. */
  #unmarked: string | undefined;

  constructor(workstation: Workstation) {
    this.workstation = workstation;
    this.config = newKubeConfig();
    this.machine = new Machine(workstation, this.config);
    this.aws = new Aws(workstation.cluster.clock.now());
    this.docker = new DockerImages(workstation.cluster.clock.now());
    this.files = new ComputerFiles(
      workstation.files,
      {
        '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${HOSTNAME}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
        '/etc/resolv.conf': `nameserver ${NAME_SERVER}\n`,
        '/etc/hostname': `${HOSTNAME}\n`,
        '/etc/passwd': `root:x:0:0:root:/root:/bin/bash\n${USER}:x:1000:1000::${HOME}:/bin/bash\n`,
        '/etc/os-release': 'NAME="Kubetil"\nPRETTY_NAME="The learner\'s computer"\nID=kubetil\n',
      },
      { [`${HOME}/.kube/config`]: () => kubeConfigText(this.config) },
    );
  }

  get cluster(): Cluster {
    return this.workstation.cluster;
  }

  /** As this computer's clock shows it. */
  now(): number {
    return this.cluster.clock.now() + this.skew;
  }

  /** A command line begins. */
  begin(line: string): void {
    this.#unmarked = line.trim();
    this.#wakeTheForgotten();
    this.machine.catchUp();
  }

  /** To be called before the cluster is changed; only the first time in a command line does something. */
  willChange(): void {
    if (this.#unmarked === undefined) return;
    this.workstation.mark(this.#unmarked);
    this.#unmarked = undefined;
  }

  /** A form that is sent leaves something in the cluster. */
  willSend(message: Message): void {
    if ('http' in message && !/^(?:GET|HEAD|OPTIONS)$/.test(message.http.method)) this.willChange();
  }

  /** Brings an image of this computer to all nodes. */
  loadImage({ image }: LocalImage): void {
    this.willChange();
    this.cluster.images.add({ ...image, isLoaded: true });
    this.cluster.kubelets.loadImage(image.reference);
  }

  /** What the tools of containers run in, here. */
  process(): Process {
    return {
      args: ['bash'],
      env: new Map(Object.entries(ENVIRONMENT)),
      workingDir: HOME,
      user: 1000,
      group: 1000,
      hostname: HOSTNAME,
      podIP: '192.168.49.1',
      namespace: '',
      files: this.files,
      stdin: true,
      random: this.cluster.random,
      now: () => this.now(),
      log: () => {},
      exit: () => {},
      after: () => {},
      listen: () => false,
      request: (target, message) => this.request(target, message),
      setLoad: () => {},
      onTerminate: () => {},
    };
  }

  request(target: Target, message: Message): Exchange {
    const host = this.addressOf(target.host);
    if (host === '127.0.0.1') return this.forwards.request(target.port, message);
    if ('wire' in message && message.wire.protocol === 'dns') return this.#lookUp(message.wire['name']);
    this.willSend(message);
    return this.cluster.network.request({ from: 'outside' }, { ...target, host }, message);
  }

  #lookUp(name: unknown): Exchange {
    const address = typeof name === 'string' ? this.addressOf(name) : name;
    const addresses = address === name ? [] : [address];
    return { hops: [], outcome: { reply: { wire: { protocol: 'dns', name, addresses } }, address: NAME_SERVER } };
  }

  /** By /etc/hosts; else the name itself. */
  addressOf(host: string): string {
    if (host === 'localhost') return '127.0.0.1';
    for (const line of (this.files.read('/etc/hosts') ?? '').split('\n')) {
      const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
      if (names.includes(host) && address.includes('.')) return address.startsWith('127.') ? '127.0.0.1' : address;
    }
    return host;
  }

  /** Lets simulated time pass; false where the signal says that nobody waits any more. It leaves nothing on that signal. */
  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    const own = new AbortController();
    this.#waits.set(own, this.cluster.clock.now() + ms);
    const abort = (): void => own.abort();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await this.workstation.wait(ms, own.signal);
    } finally {
      this.#waits.delete(own);
      this.#lastSeen = this.cluster.clock.now();
      signal.removeEventListener('abort', abort);
    }
  }
  /** Where the cluster was set to another time (undo, a new cluster), its clock knows nothing more of those who waited for it. */
  #wakeTheForgotten(): void {
    const now = this.cluster.clock.now();
    for (const [own, until] of this.#waits) if (now < this.#lastSeen || now > until) own.abort();
    this.#lastSeen = now;
  }
}
