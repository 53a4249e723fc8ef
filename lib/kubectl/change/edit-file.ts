/** The file that `kubectl edit` opens: its head with what was wrong, and what of it counts. Models cmd/util/editor. */
import { parseYaml } from '@/lib/yaml';
import { goJson, isObject } from '../json-object';

export type EditMode = 'normal' | 'create' | 'last-applied';

/** Why the file is opened again. */
export interface Reason {
  readonly head: string;
  readonly causes: readonly string[];
}

export function editHeader(mode: EditMode, reasons: readonly Reason[]): string {
  const head =
    mode === 'last-applied'
      ? `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`
      : `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;
  const said = reasons.map(({ head, causes }) => {
    const lines = causes.map((cause) => `# * ${commented(cause)}\n`).join('');
    return `# ${commented(head)}${causes.length > 0 ? ':' : ''}\n${lines}#\n`;
  });
  return head + said.join('');
}

function commented(text: string): string {
  return text.replace(/\n(?=[^#])/g, '\n# ');
}

export function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*#(?!!)/.test(line))
    .join('\n');
}

/** Two files that differ in comments and form only have the same. */
export function contentOf(text: string): string {
  const bare = withoutComments(text);
  const [document] = parseYaml(bare).documents;
  return !document || document.fault ? bare : goJson(document.value);
}

export function isBlank(text: string): boolean {
  return withoutComments(text).trim() === '';
}

/** What kubectl sees to be wrong before it asks a server; undefined where that is nothing. */
export function fileFault(text: string): string | undefined {
  const [document] = parseYaml(withoutComments(text)).documents;
  if (document?.fault) {
    return (document.fault.error ?? document.fault.message).replace(/^error converting YAML to JSON: /, '');
  }
  const value = document?.value;
  if (!isObject(value)) return 'invalid object to validate';
  const unset = ['apiVersion', 'kind'].filter((field) => typeof value[field] !== 'string' || value[field] === '');
  const said = unset.map((field) => `${field} not set`);
  return said.length === 0 ? undefined : said.length === 1 ? said.join('') : `[${said.join(', ')}]`;
}

/** A value as Go's %#v shows it. */
export function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isObject(value)) return value === null ? 'interface {}(nil)' : (JSON.stringify(value) ?? '');
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key])}`);
  return `map[string]interface {}{${fields.join(', ')}}`;
}
