/** What may follow `aws`. Apart from the program itself, which is fetched when it is first run. */
import { subcommand, type Subcommand } from '../subcommands';

/** Each with `--region`. */
const ECR_FLAGS: Readonly<Record<string, string>> = {
  'get-login-password': '',
  'create-repository': '--repository-name=',
  'describe-repositories': '--repository-names=',
  'list-images': '--repository-name=',
  'delete-repository': '--repository-name=',
};

export const subcommands: readonly Subcommand[] = [
  subcommand('configure', '--profile=', ['list', 'get', 'set']),
  subcommand(
    'ecr',
    '',
    Object.entries(ECR_FLAGS).map(([name, flags]) => subcommand(name, `${flags} --region=`)),
  ),
  subcommand('sts', '', [subcommand('get-caller-identity', '--region=')]),
  subcommand('help'),
];
