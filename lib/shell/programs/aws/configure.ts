/** aws configure: asks, lists, sets. */
import { readLine } from '../../terminal-input';
import type { AwsRun } from './run';
import { SETTINGS, type Setting, type SettingName } from './settings';

const QUESTIONS: Readonly<Record<SettingName, string>> = {
  aws_access_key_id: 'AWS Access Key ID',
  aws_secret_access_key: 'AWS Secret Access Key',
  region: 'Default region name',
  output: 'Default output format',
};

export async function configure(run: AwsRun): Promise<number> {
  const [verb, name, value] = run.operands;
  switch (verb) {
    case undefined:
      return ask(run);
    case 'list':
      return list(run);
    case 'get': {
      const found = isSetting(name) ? run.settings.get(name) : undefined;
      if (found) run.call.out(`${found.value}\n`);
      return found ? 0 : 1;
    }
    case 'set':
      if (!isSetting(name) || value === undefined) {
        run.call.err(`aws: [ERROR]: aws configure set takes one of ${SETTINGS.join(', ')} and a value\n`);
        return 252;
      }
      run.settings.set(name, value);
      return 0;
    default:
      run.call.err(`aws: [ERROR]: argument subcommand: Found invalid choice '${verb}': list, get and set are here\n`);
      return 252;
  }
}

function isSetting(name: string | undefined): name is SettingName {
  return SETTINGS.some((each) => each === name);
}

async function ask({ call, signal, settings }: AwsRun): Promise<number> {
  for (const name of SETTINGS) {
    const known = settings.kept(name);
    call.out(`${QUESTIONS[name]} [${known ? shown(name, known) : 'None'}]: `);
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    const typed = await readLine(call.input);
    if (signal.aborted) return 130;
    if (typed !== undefined && typed.trim() !== '') settings.set(name, typed.trim());
  }
  return 0;
}

/** Of what is secret only the last letters are shown. */
function shown(name: SettingName, { value }: Setting): string {
  return name.startsWith('aws_') ? `****************${value.slice(-4)}` : value;
}

function list({ call, settings }: AwsRun): number {
  const line = (name: string, value: string, type: string, where: string): string =>
    `${name.padStart(10)} ${value.padStart(24)} ${type.padStart(16)}    ${where}\n`;
  const row = (title: string, name: SettingName): string => {
    const found = settings.get(name);
    return found ? line(title, shown(name, found), found.from, found.where) : line(title, '<not set>', 'None', 'None');
  };
  const profile =
    settings.profile === 'default'
      ? line('profile', '<not set>', 'None', 'None')
      : line('profile', settings.profile, 'manual', '--profile');
  call.out(
    `${line('Name', 'Value', 'Type', 'Location')}${line('----', '-----', '----', '--------')}${profile}${row('access_key', 'aws_access_key_id')}${row('secret_key', 'aws_secret_access_key')}${row('region', 'region')}`,
  );
  return 0;
}
