/** All programs of the learner's computer: the tools that images have, and its own. */
import { builtinNames, curl, newToolboxOf, type ShellState, type Tool, type Toolbox } from '@/lib/cluster';
import type { Computer } from '../computer/computer';
import type { Jobs } from '../jobs';
import { program } from '../program';
import { editor, opener, sudo } from './desk-tools';
import { clockTools } from './clock';
import { help } from './help';
import { jobControl } from './job-control';
import { kubectl } from './kubectl';
import { adviceFor, isAbsent } from './nearest';
import { clear, watch } from './screen';
import { shellMemory } from './shell-memory';

export interface Desk {
  readonly computer: Computer;
  readonly jobs: Jobs;
  history(): readonly string[];
  state(): ShellState;
  /** The command line that is run. */
  line(): string;
}

export function newPrograms(desk: Desk): Toolbox {
  const { computer } = desk;
  const base = newToolboxOf('bash');
  const bash = base.find('sh');
  const [edit, open] = [editor(computer), opener(computer)];
  /** What a shell has built in; here they know more than the one of a container. */
  const ofShell = { ...shellMemory(desk), ...jobControl(desk.jobs) };
  const own = new Map<string, Tool>(
    Object.entries({
      ...ofShell,
      ...(bash && { bash }),
      curl,
      kubectl: kubectl(computer),
      // Each is fetched when it is first run.
      minikube: program(async (call, signal) => (await import('./minikube/minikube')).minikube(computer, call, signal)),
      docker: program(async (call, signal) => (await import('./docker/docker')).docker(computer, call, signal)),
      aws: program(async (call, signal) => (await import('./aws/aws')).aws(computer, call, signal)),
      ...clockTools(computer, base),
      vi: edit,
      vim: edit,
      nano: edit,
      code: edit,
      open,
      'xdg-open': open,
      sudo,
      clear,
      watch,
      help,
      man: help,
    }),
  );
  const names = [...own.keys(), ...(base.names?.() ?? []).filter((name) => !own.has(name) && !isAbsent(name))];
  return {
    flavour: 'bash',
    find: (name) => own.get(name) ?? ownAt(own, name) ?? (isAbsent(name) ? undefined : base.find(name)),
    names: () => names,
    shadowing: new Set(Object.keys(ofShell)),
    advice: (name) => adviceFor(name, [...names, ...builtinNames()]),
  };
}

/** By its path. */
function ownAt(own: ReadonlyMap<string, Tool>, path: string): Tool | undefined {
  const [, name] = /^\/(?:usr\/(?:local\/)?)?bin\/([^/]+)$/.exec(path) ?? [];
  return name === undefined ? undefined : own.get(name);
}
