/**
 * `kubectl explain`: the schema that the server publishes, in words. Models kubectl's pkg/explain/v2 with its plain text.
 *
 * Not modelled: `--output=plaintext-openapiv2`.
 */
import { newApi } from './api';
import type { Call, Command } from './command';
import { fail, failWith, isNotFound } from './failure';
import { at, isObject, listAt, textAt, type JsonObject } from './json-object';
import { discover, type Resource, type Resources } from './resources';
import { wrapWords } from './wrap-words';

export const explain: Command = {
  name: 'explain',
  flags: [
    { name: 'api-version', type: 'string', help: 'Group and version' },
    { name: 'output', type: 'string', default: 'plaintext', help: 'Format' },
    { name: 'recursive', type: 'bool', help: 'The fields of fields too' },
  ],
  run,
};

async function run(call: Call): Promise<number> {
  const { io, args, flags } = call;
  if (args.length === 0) {
    return fail(
      io,
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  }
  if (args.length > 1) return fail(io, 'We accept only this format: explain RESOURCE\n');
  const format = flags.string('output');
  if (format !== 'plaintext' && format !== 'plaintext-openapiv2') return fail(io, `unrecognized format: ${format}`);
  const api = newApi(call);
  const discovered = await discover(
    api,
    (known) => findField(known, args[0] ?? '', flags.string('api-version')) !== undefined,
  );
  if (!discovered.ok) return failWith(io, [discovered.failure]);
  const asked = findField(discovered.value, args[0] ?? '', flags.string('api-version'));
  if (!asked) {
    io.err(`the server doesn't have a resource type ${JSON.stringify((args[0] ?? '').split('.')[0])}\n`);
    return 1;
  }
  const { resource, path } = asked;
  const { group, version, kind } = resource;
  const document = await api.get(`/openapi/v3/${group === '' ? `api/${version}` : `apis/${group}/${version}`}`);
  if (!document.ok && !isNotFound(document.failure)) return failWith(io, [document.failure]);
  const schema = document.ok ? new Schemas(document.value).ofKind(resource) : undefined;
  if (!document.ok || !schema)
    return fail(io, `couldn't find resource for "${group}/${version}, Resource=${resource.plural}"`);
  io.out(`${group === '' ? '' : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`);
  const text = new Explanation(new Schemas(document.value), flags.bool('recursive')).of(schema, path, new Set());
  if (text === '') return fail(io, `field ${JSON.stringify(path.at(-1))} does not exist`);
  io.out(`${text}\n`);
  return 0;
}

interface Asked {
  readonly resource: Resource;
  readonly path: readonly string[];
}

/** `deployments.spec`, or with its group: `deployments.apps.spec`. */
function findField(resources: Resources, text: string, apiVersion: string): Asked | undefined {
  const parts = text.split('.').filter((part) => part !== '');
  for (let length = apiVersion === '' ? parts.length : 1; length > 0; length--) {
    const name = parts.slice(0, length).join('.');
    const found = resources.find(name);
    if (!found.ok) continue;
    const { group } = found.value;
    // A group is named whole, or not at all.
    if (length > 1 && parts.slice(1, length).join('.') !== group) continue;
    const { plural } = found.value;
    const resource =
      apiVersion === ''
        ? found.value
        : resources.all.find((each) => each.plural === plural && each.apiVersion === apiVersion);
    return resource && { resource, path: parts.slice(length) };
  }
  return undefined;
}

class Schemas {
  constructor(private readonly document: unknown) {}

  ofKind({ group, version, kind }: Resource): JsonObject | undefined {
    const schemas = at(this.document, 'components', 'schemas');
    if (!isObject(schemas)) return undefined;
    return Object.values(schemas)
      .filter(isObject)
      .find((schema) =>
        listAt(schema, 'x-kubernetes-group-version-kind').some(
          (each) =>
            textAt(each, 'group') === group && textAt(each, 'version') === version && textAt(each, 'kind') === kind,
        ),
      );
  }

  referred(reference: string): JsonObject | undefined {
    const found = at(this.document, ...reference.replace(/^#\//, '').split('/'));
    return reference !== '' && isObject(found) ? found : undefined;
  }
}

class Explanation {
  constructor(
    private readonly schemas: Schemas,
    private readonly recursive: boolean,
  ) {}

  /** Empty where the path leads nowhere. `seen` are the references on the way. */
  of(schema: JsonObject, path: readonly string[], seen: ReadonlySet<string>): string {
    const reference = textAt(schema, '$ref');
    const resolved = this.#resolve(schema);
    const [first, ...rest] = path;
    if (first === undefined) {
      const description = this.#description(resolved);
      const fields = this.#fields(resolved, 1, new Set());
      const words = indent(wrapWords(description === '' ? '<empty>' : description, 76), 4);
      return `DESCRIPTION:\n${words}\n${fields === '' ? '' : `FIELDS:\n${fields}`}`;
    }
    if (reference !== '' && seen.has(reference)) return '';
    const further = new Set([...seen, reference]);
    const field = at(resolved, 'properties', first);
    if (isObject(field)) {
      const head = rest.length > 0 ? '' : `FIELD: ${first} <${this.#type(field)}>\n${longEnum(field)}\n\n`;
      return head + this.of(field, rest, new Set());
    }
    for (const below of ['items', 'additionalProperties']) {
      const inner = resolved[below];
      if (isObject(inner)) return this.of(inner, path, further);
    }
    for (const part of listAt(resolved, 'allOf')) {
      const text = isObject(part) ? this.of(part, path, further) : '';
      if (text !== '') return text;
    }
    return '';
  }

  #resolve(schema: JsonObject): JsonObject {
    return this.schemas.referred(textAt(schema, '$ref')) ?? schema;
  }

  #description(schema: JsonObject): string {
    const resolved = this.#resolve(schema);
    const own = textAt(resolved, 'description');
    return (
      (own === '' ? '' : `${own}\n`) +
      partsOf(resolved)
        .map((part) => this.#description(part))
        .join('')
    );
  }

  #fields(schema: JsonObject, level: number, seen: ReadonlySet<string>): string {
    const reference = textAt(schema, '$ref');
    if (reference !== '' && seen.has(reference)) return '';
    const further = new Set([...seen, reference]);
    const resolved = this.#resolve(schema);
    const properties = at(resolved, 'properties');
    const own = Object.entries(isObject(properties) ? properties : {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => {
        if (!isObject(field)) return '';
        const detail = this.#field(name, field, listAt(resolved, 'required').includes(name), level);
        return detail + (this.recursive ? this.#fields(field, level + 1, further) : '');
      });
    return (
      own.join('') +
      partsOf(resolved)
        .map((part) => this.#fields(part, level, further))
        .join('')
    );
  }

  #field(name: string, field: JsonObject, isRequired: boolean, level: number): string {
    const margin = level * 2;
    const head = `${indent(name, margin)}\t<${this.#type(field)}>${isRequired ? ' -required-' : ''}${shortEnum(field, margin)}\n`;
    if (this.recursive) return head;
    const words = textAt(field, 'description') || '<no description>';
    return `${head}${indent(wrapWords(words, 78 - margin), margin + 2)}\n\n`;
  }

  #type(schema: JsonObject): string {
    const { items, additionalProperties, properties } = schema;
    const [only, ...others] = listAt(schema, 'allOf');
    if (isObject(items)) return `[]${this.#type(items)}`;
    if (isObject(additionalProperties)) return `map[string]${this.#type(additionalProperties)}`;
    if (isObject(only) && others.length === 0 && properties === undefined) return this.#type(only);
    const reference = textAt(schema, '$ref');
    const type = textAt(reference === '' ? schema : (this.schemas.referred(reference) ?? {}), 'type');
    if (reference === '') return type === 'object' || type === '' ? 'Object' : type;
    if (type !== '' && type !== 'object') return type;
    return reference.split('/').at(-1)?.split('.').at(-1) ?? 'Object';
  }
}

/** What a schema is made of besides its own properties. */
function partsOf(schema: JsonObject): JsonObject[] {
  return [...listAt(schema, 'allOf'), schema['items'], schema['additionalProperties']].filter(isObject);
}

/** All values, each on a line. */
function longEnum(field: JsonObject): string {
  const values = listAt(field, 'enum');
  return values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${enumValue(value)}`).join('')}`;
}

/** The first four. */
function shortEnum(field: JsonObject, margin: number): string {
  const values = listAt(field, 'enum');
  if (values.length === 0) return '';
  const shown = values.slice(0, 4).map(enumValue).join(', ');
  return `\n${' '.repeat(margin)}enum: ${shown}${values.length > 4 ? ', ....' : ''}`;
}

function enumValue(value: unknown): string {
  return value === '' ? '""' : String(value);
}

function indent(text: string, margin: number): string {
  const pad = ' '.repeat(margin);
  return pad + text.replaceAll('\n', `\n${pad}`);
}
