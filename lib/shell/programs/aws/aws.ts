/** aws: as much of it as a private registry needs. Any access key is taken for the learner's. */
import { parseOptions, type Call } from '@/lib/cluster';
import { ACCOUNT, USER_ARN } from '../../computer/aws';
import type { Computer } from '../../computer/computer';
import { nearest } from '../nearest';
import { subcommands } from './subcommands';
import { configure } from './configure';
import { ECR_COMMANDS } from './ecr';
import { answer, send, STS, type AwsRun } from './run';
import { Settings } from './settings';

const VALUED = [
  'region',
  'profile',
  'output',
  'query',
  'repository-name',
  'repository-names',
  'registry-ids',
  'endpoint-url',
];

const USAGE = `usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]

Commands that are here:
  aws configure                              keeps your keys and your region
  aws configure list
  aws sts get-caller-identity                tells who you are
  aws ecr get-login-password                 a password for docker login, valid for 12 hours
  aws ecr create-repository --repository-name NAME
  aws ecr describe-repositories
  aws ecr list-images --repository-name NAME
  aws ecr delete-repository --repository-name NAME
`;

export async function aws(computer: Computer, call: Call, signal: AbortSignal): Promise<number> {
  const options = parseOptions(call.args, VALUED);
  const [service, ...operands] = options.operands;
  if (options.has('version')) return say(call, 'aws-cli/2.31.0 Python/3.13.7 Linux/6.8.0 exe/x86_64.rocky.9\n');
  if (service === 'help' || operands.includes('help') || options.has('help')) return say(call, USAGE);
  if (service === undefined) {
    call.err(`\n${USAGE}\naws: [ERROR]: the following arguments are required: command\n`);
    return 252;
  }
  const settings = new Settings(computer, call, options.value('profile'));
  const run: AwsRun = { computer, call, signal, operands, settings, flag: (name) => options.value(name) };
  switch (service) {
    case 'configure':
      return configure(run);
    case 'ecr': {
      const command = Object.hasOwn(ECR_COMMANDS, operands[0] ?? '') ? ECR_COMMANDS[operands[0] ?? ''] : undefined;
      return command ? command(run) : unknown(call, 'operation', operands[0], Object.keys(ECR_COMMANDS));
    }
    case 'sts':
      return operands[0] === 'get-caller-identity'
        ? whoAmI(run)
        : unknown(call, 'operation', operands[0], ['get-caller-identity']);
    default:
      return unknown(
        call,
        'command',
        service,
        subcommands.map(({ name }) => name),
      );
  }
}

async function whoAmI(run: AwsRun): Promise<number> {
  const region = await send(run, { operation: 'GetCallerIdentity', ...STS });
  if (typeof region === 'number') return region;
  return answer(run, { UserId: 'AIDAKUBETILLEARNER00', Account: ACCOUNT, Arn: USER_ARN });
}

function unknown(call: Call, what: string, name: string | undefined, names: readonly string[]): number {
  if (name === undefined) {
    call.err(`\n${USAGE}\naws: [ERROR]: the following arguments are required: ${what}\n`);
    return 252;
  }
  const near = nearest(name, names);
  call.err(`\naws: [ERROR]: argument ${what}: Found invalid choice '${name}'\n`);
  call.err(near === undefined ? `\nHere are: ${names.join(', ')}\n` : `\nMaybe you meant:\n\n  * ${near}\n`);
  return 252;
}

function say(call: Call, text: string): number {
  call.out(text);
  return 0;
}
