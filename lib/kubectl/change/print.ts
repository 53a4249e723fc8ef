/** An object in the form that `-o` asks for. */
import type { Call } from '../command';
import { printJson } from '../print-json';
import { printYaml } from '../print-yaml';
import { isObject, type Json } from './json';
import { problem, type Problem } from './problem';

export function printObject({ flags }: Call, object: Json, isTyped: boolean): string | Problem {
  const output = flags.string('output');
  const shown =
    flags.has('show-managed-fields') && flags.bool('show-managed-fields') ? object : withoutManagers(object);
  if (output === 'yaml') return printYaml(shown);
  if (output === 'json') return `${printJson(shown, { sorted: !isTyped }).trimEnd()}\n`;
  const known =
    'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';
  return problem(
    `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${known}`,
  );
}

function withoutManagers(object: Json): Json {
  const { metadata } = object;
  if (!isObject(metadata) || !Object.hasOwn(metadata, 'managedFields')) return object;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}
