/** docker login and logout. */
import { parseReference } from '@/lib/cluster';
import { registryOf, tokenFault } from '../../computer/aws';
import { readLine, TerminalInput } from '../../terminal-input';
import { forgetLogin, keepLogin } from './logins';
import { hostFault, refuse } from './registry-host';
import type { DockerCommand, DockerRun } from './run';

export const login: DockerCommand = async (run) => {
  const { computer, call, signal } = run;
  const given = loginWords(call.args);
  const host = given.host ?? 'docker.io';
  const isTerminal = call.input instanceof TerminalInput;
  let { username, password } = given;
  if (given.isFromInput) {
    if (username === undefined) return said(run, 'the --password-stdin option requires --username');
    password = (isTerminal ? await readLine(call.input) : call.input.all())?.replace(/\r?\n$/, '') ?? '';
  } else if (password !== undefined)
    call.err('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
  else if (!isTerminal) return said(run, 'Error: Cannot perform an interactive login from a non TTY device');
  if (isTerminal) {
    username ??= await asked(run, 'Username: ');
    password ??= await asked(run, 'Password: ');
  }
  if (signal.aborted) return 130;
  if (!username || !password) return said(run, 'Error: Cannot perform an interactive login from a non TTY device');
  if (!(await computer.wait(700, signal))) return 130;
  const why = loginFault(run, host, username, password);
  if (why !== undefined) return refuse(run, why);
  keepLogin(computer, host, { username, password });
  call.err(
    "\nWARNING! Your credentials are stored unencrypted in '/home/learner/.docker/config.json'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n",
  );
  call.out('Login Succeeded\n');
  return 0;
};

function loginFault({ computer }: DockerRun, host: string, username: string, password: string): string | undefined {
  const ecr = registryOf(host);
  if (ecr) {
    const isRight = username === 'AWS' && tokenFault(password, ecr.region, computer.cluster.clock.now()) === undefined;
    return isRight ? undefined : `login attempt to https://${host}/v2/ failed with status: 400 Bad Request`;
  }
  const reference = parseReference(`${host}/library/login`);
  return 'invalid' in reference ? `${host}: ${reference.invalid}` : hostFault(reference);
}

export const logout: DockerCommand = (run) => {
  const [host = 'docker.io'] = run.call.args.slice(1);
  const isGone = forgetLogin(run.computer, host);
  const shown = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
  run.call.out(isGone ? `Removing login credentials for ${shown}\n` : `Not logged in to ${shown}\n`);
  return 0;
};

interface LoginWords {
  readonly host: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly isFromInput: boolean;
}

function loginWords(args: readonly string[]): LoginWords {
  const words = args
    .slice(1)
    .flatMap((word) =>
      /^--\w+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word],
    );
  let [host, username, password]: (string | undefined)[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '-u' || word === '--username') username = words[++at];
    else if (word === '-p' || word === '--password') password = words[++at];
    else if (!word.startsWith('-')) host = word.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  }
  return { host, username, password, isFromInput: words.includes('--password-stdin') };
}

async function asked({ call }: DockerRun, question: string): Promise<string | undefined> {
  call.out(question);
  return readLine(call.input);
}

function said({ call }: DockerRun, text: string): number {
  call.err(`${text}\n`);
  return 1;
}
