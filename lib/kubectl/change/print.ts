/** An object in the form that `-o` asks for. */
import type { Call } from '../command';
import { standardWords } from '../failure';
import { printerOf } from '../output';
import { printJson } from '../print-json';
import { printKyaml } from '../print-kyaml';
import { printYaml } from '../print-yaml';
import { isObject, type Json } from '../json-object';
import { problem, type Problem } from './problem';

export function printObject(call: Call, object: Json, isTyped: boolean): string | Problem {
  const { flags } = call;
  const output = flags.string('output');
  const shown =
    flags.has('show-managed-fields') && flags.bool('show-managed-fields') ? object : withoutManagers(object);
  if (output === 'yaml') return printYaml(shown);
  if (output === 'json') return `${printJson(shown, { sorted: !isTyped }).trimEnd()}\n`;
  if (output === 'kyaml') return printKyaml(shown, { sorted: !isTyped });
  const printer = printerOf(call);
  if (!printer.ok) return problem(standardWords(printer.failure));
  const text = printer.value?.(shown);
  if (!text) return '';
  return text.ok ? text.value : problem(standardWords(text.failure));
}

/** As kubectl shows an object, unless it is asked for more. */
export function withoutManagers(object: Json): Json {
  const { metadata } = object;
  if (!isObject(metadata) || !Object.hasOwn(metadata, 'managedFields')) return object;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}
