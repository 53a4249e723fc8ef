/** `-o`: json, yaml, name, jsonpath, custom-columns, go-template. Models cli-runtime's and kubectl get's print flags. */
import type { Call } from './command';
import { printCustomColumns, readColumnsFile, readCustomColumns } from './custom-columns';
import { bad, good, type Result } from './failure';
import { executeGoTemplate, parseGoTemplate } from './go-template';
import { isObject, listAt, textAt } from './json-object';
import { executeTemplate, findAll, parseTemplate } from './json-path';
import { printJson } from './print-json';
import { printKyaml } from './print-kyaml';
import { printYaml } from './print-yaml';

/** What is printed of an object, or of a list with `items`. */
export type Printer = (object: unknown) => Result<string>;

const FORMATS =
  'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';
const GET_FORMATS =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/**
 * The printer of `--output`; undefined where the command prints its own way (no format; `wide`). `forGet`: get's formats.
 */
export function printerOf({ io, flags }: Call, forGet = false): Result<Printer | undefined> {
  const output = flags.string('output');
  if (output === '' && !(flags.has('template') && flags.string('template') !== '')) return good(undefined);
  const [, format = '', given] = /^([^=]*)(?:=(.*))?$/s.exec(output) ?? [];
  const argument = given ?? (forGet || flags.has('template') ? flags.string('template') : '');
  const bare = hidesManaged(!flags.has('show-managed-fields') || !flags.bool('show-managed-fields'));
  switch (output === '' ? 'go-template' : format) {
    case 'json':
      return good((object) => good(`${printJson(bare(object))}\n`));
    case 'yaml':
      return good((object) => good(printYaml(bare(object))));
    case 'kyaml':
      return good((object) => good(printKyaml(bare(object))));
    case 'name':
      return good((object) =>
        good(
          itemsOf(object)
            .map((item) => `${nameOf(item)}\n`)
            .join(''),
        ),
      );
    case 'jsonpath':
    case 'jsonpath-as-json':
    case 'jsonpath-file': {
      if (argument === '') return bad(`template format specified but no template given`);
      const text = format === 'jsonpath-file' ? readFile(argument) : good(argument);
      if (!text.ok) return text;
      const template = parseTemplate(text.value);
      if (!template.ok) return template;
      const { value } = template;
      if (format === 'jsonpath-as-json') return good((object) => good(`${printJson(findAll(value, object))}\n`));
      return good((object) => executeTemplate(value, object, flags.string('allow-missing-template-keys') !== 'false'));
    }
    case 'go-template':
    case 'template':
    case 'go-template-file':
    case 'templatefile': {
      if (argument === '') return bad('template format specified but no template given');
      const text = format.endsWith('file') ? readFile(argument) : good(argument);
      if (!text.ok) return text;
      const template = parseGoTemplate(text.value);
      return template.ok ? good((object) => executeGoTemplate(template.value, object)) : template;
    }
    case 'custom-columns':
    case 'custom-columns-file': {
      if (!forGet) break;
      const text = format === 'custom-columns' ? good(argument) : readFile(argument);
      if (!text.ok) return text;
      const columns = format === 'custom-columns' ? readCustomColumns(text.value) : readColumnsFile(text.value);
      if (!columns.ok) return columns;
      return good((object) => good(printCustomColumns(columns.value, itemsOf(object), flags.bool('no-headers'))));
    }
    case 'wide':
      if (forGet) return good(undefined);
      break;
    default:
  }
  const formats = forGet ? GET_FORMATS : FORMATS;
  return bad(`unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats}`);

  function readFile(path: string): Result<string> {
    const text = io.files.read(path);
    return text === undefined ? bad(`error reading ${path}: open ${path}: no such file or directory`) : good(text);
  }
}

function itemsOf(object: unknown): readonly unknown[] {
  return isObject(object) && Array.isArray(object['items']) ? listAt(object, 'items') : [object];
}

/** `deployment.apps/web`. */
function nameOf(object: unknown): string {
  const [group = ''] = textAt(object, 'apiVersion').includes('/') ? textAt(object, 'apiVersion').split('/') : [''];
  return `${textAt(object, 'kind').toLowerCase()}${group === '' ? '' : `.${group}`}/${textAt(object, 'metadata', 'name')}`;
}

function hidesManaged(hides: boolean): (object: unknown) => unknown {
  const bare = (object: unknown): unknown => {
    if (!isObject(object)) return object;
    const { metadata } = object;
    const items = Array.isArray(object['items']) ? { items: object['items'].map(bare) } : {};
    if (!isObject(metadata)) return { ...object, ...items };
    const { managedFields: _, ...kept } = metadata;
    return { ...object, metadata: kept, ...items };
  };
  return hides ? bare : (object) => object;
}
