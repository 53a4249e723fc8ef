/** ~/.aws/credentials and ~/.aws/config: what `aws configure` writes, and what the environment says in their place. */
import type { Call } from '@/lib/cluster';
import type { Computer } from '../../computer/computer';
import { HOME } from '../../workstation';

const CREDENTIALS = `${HOME}/.aws/credentials`;
const CONFIG = `${HOME}/.aws/config`;

export type SettingName = 'aws_access_key_id' | 'aws_secret_access_key' | 'region' | 'output';

export const SETTINGS: readonly SettingName[] = ['aws_access_key_id', 'aws_secret_access_key', 'region', 'output'];

const VARIABLES: Readonly<Record<SettingName, readonly string[]>> = {
  aws_access_key_id: ['AWS_ACCESS_KEY_ID'],
  aws_secret_access_key: ['AWS_SECRET_ACCESS_KEY'],
  region: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  output: ['AWS_DEFAULT_OUTPUT'],
};

export interface Setting {
  readonly value: string;
  readonly from: 'env' | 'shared-credentials-file' | 'config-file';
  /** The variable, or the file. */
  readonly where: string;
}

export class Settings {
  readonly #computer: Computer;
  readonly #call: Call;
  readonly profile: string;

  constructor(computer: Computer, call: Call, profile: string | undefined) {
    this.#computer = computer;
    this.#call = call;
    this.profile = profile ?? call.env.get('AWS_PROFILE') ?? 'default';
  }

  get(name: SettingName): Setting | undefined {
    for (const variable of VARIABLES[name]) {
      const value = this.#call.env.get(variable);
      if (value !== undefined && value !== '') return { value, from: 'env', where: variable };
    }
    return this.kept(name);
  }

  /** As it stands in the files. */
  kept(name: SettingName): Setting | undefined {
    const isSecret = name.startsWith('aws_');
    const value = this.#section(isSecret)[name];
    if (value === undefined || value === '') return undefined;
    return isSecret
      ? { value, from: 'shared-credentials-file', where: '~/.aws/credentials' }
      : { value, from: 'config-file', where: '~/.aws/config' };
  }

  set(name: SettingName, value: string): void {
    const isSecret = name.startsWith('aws_');
    const file = isSecret ? CREDENTIALS : CONFIG;
    const sections = sectionsOf(this.#computer.files.read(file) ?? '');
    const title = this.#title(isSecret);
    sections.set(title, { ...sections.get(title), [name]: value });
    const text = [...sections].map(
      ([each, values]) =>
        `[${each}]\n${Object.entries(values)
          .map(([key, own]) => `${key} = ${own}\n`)
          .join('')}`,
    );
    this.#computer.files.write(file, text.join('\n'));
  }

  #section(isSecret: boolean): Readonly<Record<string, string>> {
    const text = this.#computer.files.read(isSecret ? CREDENTIALS : CONFIG) ?? '';
    return sectionsOf(text).get(this.#title(isSecret)) ?? {};
  }

  #title(isSecret: boolean): string {
    return isSecret || this.profile === 'default' ? this.profile : `profile ${this.profile}`;
  }
}

function sectionsOf(text: string): Map<string, Record<string, string>> {
  const sections = new Map<string, Record<string, string>>();
  let current: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [, title] = /^\s*\[(.+)\]\s*$/.exec(line) ?? [];
    const [, key, value] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (title !== undefined) sections.set(title, (current = {}));
    else if (key !== undefined) current[key] = value ?? '';
  }
  return sections;
}
