/** A JSON value as a describer reads it: every question has an answer, and what is not there is empty, as Go's zero values are. */
export class Value {
  readonly json: unknown;

  constructor(json: unknown) {
    this.json = json;
  }

  /** `at('spec.nodeName')`: by names that have no dot in them; see {@link key}. */
  at(path: string): Value {
    let json = this.json;
    for (const name of path.split('.')) json = member(json, name);
    return new Value(json);
  }

  key(name: string): Value {
    return new Value(member(this.json, name));
  }

  get isThere(): boolean {
    return this.json !== undefined && this.json !== null;
  }

  /** Of a string, a number or a truth; empty for everything else. */
  get text(): string {
    const { json } = this;
    return typeof json === 'string' ? json : typeof json === 'number' || typeof json === 'boolean' ? String(json) : '';
  }

  get number(): number {
    return typeof this.json === 'number' ? this.json : 0;
  }

  get isTrue(): boolean {
    return this.json === true;
  }

  get list(): Value[] {
    return Array.isArray(this.json) ? this.json.map((one) => new Value(one)) : [];
  }

  get texts(): string[] {
    return this.list.map((one) => one.text);
  }

  /** By key, sorted. */
  get entries(): [string, Value][] {
    const { json } = this;
    if (!isRecord(json)) return [];
    return Object.keys(json)
      .sort()
      .map((name): [string, Value] => [name, new Value(json[name])]);
  }

  /** The text, or another where it is empty. */
  or(instead: string): string {
    return this.text === '' ? instead : this.text;
  }
}

export function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function member(json: unknown, name: string): unknown {
  return isRecord(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

/** As Go's `%v` shows what JSON became: `[a b]`, `map[a:1 b:2]`, `<nil>`. */
export function goText(json: unknown): string {
  if (json === null || json === undefined) return '<nil>';
  if (Array.isArray(json)) return `[${json.map(goText).join(' ')}]`;
  if (isRecord(json)) {
    const pairs = Object.keys(json).sort();
    return `map[${pairs.map((key) => `${key}:${goText(json[key])}`).join(' ')}]`;
  }
  return new Value(json).text;
}
