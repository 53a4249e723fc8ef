/** What each of aws' commands is given, and how a request to a service goes. */
import type { Call } from '@/lib/cluster';
import { skewFault } from '../../computer/aws';
import type { Computer } from '../../computer/computer';
import { answerText } from './answer';
import type { Settings } from './settings';

export interface AwsRun {
  readonly computer: Computer;
  readonly call: Call;
  readonly signal: AbortSignal;
  /** Behind the service's name. */
  readonly operands: readonly string[];
  readonly settings: Settings;
  readonly flag: (name: string) => string | undefined;
}

interface Request {
  /** `GetAuthorizationToken`. */
  readonly operation: string;
  /** How far the clock may be off, and how that is called. */
  readonly minutes: number;
  readonly skewed: string;
  /** `https://api.ecr.REGION.amazonaws.com/` */
  readonly endpoint: string;
}

export const ECR = {
  minutes: 5,
  skewed: 'InvalidSignatureException',
  endpoint: 'https://api.ecr.REGION.amazonaws.com/',
};
export const STS = { minutes: 15, skewed: 'SignatureDoesNotMatch', endpoint: 'https://sts.REGION.amazonaws.com/' };

const REGION =
  /^(?:af|ap|ca|eu|il|me|mx|sa|us)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-\d$/;

/** Resolves to the region that answers, or to the exit code where nobody does. */
export async function send(
  { computer, call, signal, settings, flag }: AwsRun,
  request: Request,
): Promise<string | number> {
  const fail = (text: string, code: number): number => {
    call.err(`\n${text}\n`);
    return code;
  };
  const region = flag('region') ?? settings.get('region')?.value;
  const hasKeys = settings.get('aws_access_key_id') && settings.get('aws_secret_access_key');
  if (!hasKeys)
    return fail('Unable to locate credentials. You can configure credentials by running "aws configure".', 253);
  if (region === undefined)
    return fail('You must specify a region. You can also configure your region by running "aws configure".', 253);
  if (!REGION.test(region))
    return fail(`Could not connect to the endpoint URL: "${request.endpoint.replace('REGION', region)}"`, 255);
  if (!(await computer.wait(400, signal))) return 130;
  const skew = skewFault(computer.now(), computer.cluster.clock.now(), request.minutes);
  if (skew === undefined) return region;
  return fail(`An error occurred (${request.skewed}) when calling the ${request.operation} operation: ${skew}`, 254);
}

export function refused({ call }: AwsRun, code: string, operation: string, why: string): number {
  call.err(`\nAn error occurred (${code}) when calling the ${operation} operation: ${why}\n`);
  return 254;
}

export function missing({ call }: AwsRun, what: string): number {
  call.err(`\naws: [ERROR]: the following arguments are required: ${what}\n`);
  return 252;
}

export function answer({ call, settings, flag }: AwsRun, value: unknown): number {
  call.out(answerText(value, flag('output') ?? settings.get('output')?.value ?? 'json', flag('query')));
  return 0;
}
