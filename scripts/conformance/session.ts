/** Sessions as they were recorded: see fixtures/golden/kubectl/README.md. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Command {
  readonly command: string;
  readonly stdin?: string;
  /** Before it, nothing was under way any more. */
  readonly settle?: boolean;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Two recordings differed: it does not count. */
  readonly unstable?: boolean;
}

export interface Files {
  readonly write: Readonly<Record<string, string>>;
}

export interface Session {
  readonly name: string;
  readonly nodes: number;
  /** The folder with the files at the start; there may be none. */
  readonly files: string;
  readonly steps: readonly (Command | Files)[];
}

/** Throws where the folder has no session. */
export function readSessions(folder: string): Session[] {
  const names = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => existsSync(path.join(folder, name, 'transcript.json')))
    .sort();
  if (names.length === 0) throw new Error(`${folder} holds no sessions`);
  return names.map((name) => {
    const text = readFileSync(path.join(folder, name, 'transcript.json'), 'utf8');
    const { nodes = 1, steps } = JSON.parse(text) as Pick<Session, 'steps'> & { nodes?: number };
    return { name, nodes, steps, files: path.join(folder, name, 'files') };
  });
}
