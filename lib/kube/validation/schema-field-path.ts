/** A path to a field of a schema: `.spec.replicas`, `.metadata['a.b']`. Models cel.ValidFieldPath (apiserver/schema/cel). */
import { additionalOf, type Schema } from '../custom-resource/schema';

interface Found {
  readonly schema: Schema | undefined;
  readonly steps: readonly string[];
}

const TOKEN = /'(?:[^'\\]|\\.)*'|[.[\]]|[^.[\]]+/gs;
const NO_FIELD = 'does not refer to a valid field';

/** The field a path leads to, or why it leads to none. */
export function followFieldPath(path: string, root: Schema, allowsBrackets: boolean): Found | string {
  const tokens = path.match(TOKEN) ?? [];
  const steps: string[] = [];
  let schema: Schema | undefined = root;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    let name = tokens[++at];
    if (token === '[') {
      if (!allowsBrackets) return 'array notation is not allowed';
      if (name === undefined) return 'unexpected end of JSON path';
      if (!/^'.*'$/s.test(name)) return `expected single quoted string but got ${name}`;
      name = name.slice(1, -1).replaceAll(/\\(['\\])/g, '$1');
    } else if (token !== '.') return `expected [ or . but got: ${token}`;
    if (name === undefined) return 'unexpected end of JSON path';
    const properties: Schema['properties'] = schema?.properties;
    if (properties) {
      if (!Object.hasOwn(properties, name)) return NO_FIELD;
      schema = properties[name];
    } else {
      const additional = schema && additionalOf(schema);
      if (!additional) return NO_FIELD;
      schema = additional.schema;
    }
    steps.push(name);
    if (token !== '[') continue;
    const close = tokens[++at];
    if (close === undefined) return 'unexpected end of JSON path';
    if (close !== ']') return `expected ] but got ${close}`;
  }
  return { schema, steps };
}

export function fieldPathFault(path: string, root: Schema, allowsBrackets: boolean): string | undefined {
  const found = followFieldPath(path, root, allowsBrackets);
  return typeof found === 'string' ? found : undefined;
}
