/**
 * What Go's encoding/json says of a text that should be a JSON object: a Secret of type dockerconfigjson must hold one.
 * Models scanner.go and the type errors of decode.go for `map[string]interface{}`. Bytes come as one character each, as Go
 * reads them.
 *
 * Not modelled: numbers too great for a float64.
 */
import { quote } from '../field/print';

/** Go's words, or nothing for an object (or null, which Go takes for an empty one). */
export function goJsonObjectFault(bytes: string): string | undefined {
  const fault = new Scanner(bytes).fault();
  if (fault !== undefined) return fault;
  const first = bytes.trimStart().charAt(0);
  if (first === '{' || first === 'n') return undefined;
  const found = first === '[' ? 'array' : first === '"' ? 'string' : first === 't' || first === 'f' ? 'bool' : 'number';
  return `json: cannot unmarshal ${found} into Go value of type map[string]interface {}`;
}

/** The same of any JSON text: Go's words, or nothing. */
export function goJsonFault(bytes: string): string | undefined {
  return new Scanner(bytes).fault();
}

const MOST_DEPTH = 10_000;
const END = 'unexpected end of JSON input';

/** What may come next, between two tokens. */
type Expected = 'value' | 'firstElement' | 'firstKey' | 'key' | 'colon' | 'afterPair' | 'afterElement' | 'nothing';

const LOOKING_FOR: Readonly<Record<Expected, string>> = {
  value: 'looking for beginning of value',
  firstElement: 'looking for beginning of value',
  firstKey: 'looking for beginning of object key string',
  key: 'looking for beginning of object key string',
  colon: 'after object key',
  afterPair: 'after object key:value pair',
  afterElement: 'after array element',
  nothing: 'after top-level value',
};

class Scanner {
  private at = 0;
  private expected: Expected = 'value';
  private readonly open: ('{' | '[')[] = [];

  constructor(private readonly bytes: string) {}

  fault(): string | undefined {
    for (;;) {
      while (' \t\r\n'.includes(this.bytes.charAt(this.at)) && this.at < this.bytes.length) this.at++;
      if (this.at >= this.bytes.length) return this.expected === 'nothing' ? undefined : END;
      const fault = this.token(this.bytes.charAt(this.at));
      if (fault !== undefined) return fault;
    }
  }

  private token(byte: string): string | undefined {
    switch (this.expected) {
      case 'firstKey':
      case 'key':
        if (byte === '}' && this.expected === 'firstKey') return this.close();
        if (byte !== '"') return this.wrong(LOOKING_FOR[this.expected]);
        return this.string() ?? this.expect('colon');
      case 'colon':
        return byte === ':' ? this.step('value') : this.wrong(LOOKING_FOR.colon);
      case 'afterPair':
        if (byte === ',') return this.step('key');
        return byte === '}' ? this.close() : this.wrong(LOOKING_FOR.afterPair);
      case 'afterElement':
        if (byte === ',') return this.step('value');
        return byte === ']' ? this.close() : this.wrong(LOOKING_FOR.afterElement);
      case 'nothing':
        return this.wrong(LOOKING_FOR.nothing);
      case 'firstElement':
        return byte === ']' ? this.close() : this.value(byte);
      default:
        return this.value(byte);
    }
  }

  private value(byte: string): string | undefined {
    if (byte === '{' || byte === '[') {
      this.open.push(byte);
      if (this.open.length > MOST_DEPTH) return 'exceeded max depth';
      return this.step(byte === '{' ? 'firstKey' : 'firstElement');
    }
    return this.scalar(byte) ?? this.valueEnded();
  }

  private scalar(byte: string): string | undefined {
    if (byte === '"') return this.string();
    if (byte === '-' || isDigit(byte)) return this.number();
    const literal = ['true', 'false', 'null'].find((word) => word.startsWith(byte));
    return literal === undefined ? this.wrong(LOOKING_FOR.value) : this.literal(literal);
  }

  private string(): string | undefined {
    for (this.at++; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes.charAt(this.at);
      if (byte === '"') {
        this.at++;
        return undefined;
      }
      if (byte < ' ') return this.wrong('in string literal');
      if (byte !== '\\') continue;
      this.at++;
      const escape = this.byteHere();
      if (!'bfnrt\\/"u'.includes(escape)) return this.wrong('in string escape code');
      const fault = escape === 'u' ? this.hexDigits() : undefined;
      if (fault !== undefined) return fault;
    }
    return END;
  }

  private hexDigits(): string | undefined {
    for (let digit = 0; digit < 4; digit++) {
      this.at++;
      if (!/[0-9a-fA-F]/.test(this.byteHere())) return this.wrong('in \\u hexadecimal character escape');
    }
    return undefined;
  }

  private number(): string | undefined {
    if (this.bytes.charAt(this.at) === '-') this.at++;
    if (this.bytes.charAt(this.at) === '0') this.at++;
    else {
      const fault = this.digits('in numeric literal');
      if (fault !== undefined) return fault;
    }
    if (this.bytes.charAt(this.at) === '.') {
      this.at++;
      const fault = this.digits('after decimal point in numeric literal');
      if (fault !== undefined) return fault;
    }
    if (!/[eE]/.test(this.bytes.charAt(this.at))) return undefined;
    this.at++;
    if (/[+-]/.test(this.bytes.charAt(this.at))) this.at++;
    return this.digits('in exponent of numeric literal');
  }

  /** At least one. */
  private digits(where: string): string | undefined {
    if (!isDigit(this.byteHere())) return this.wrong(where);
    while (isDigit(this.byteHere())) this.at++;
    return undefined;
  }

  private literal(word: string): string | undefined {
    for (let letter = 1; letter < word.length; letter++) {
      this.at++;
      const expected = word.charAt(letter);
      if (this.byteHere() !== expected) return this.wrong(`in literal ${word} (expecting '${expected}')`);
    }
    this.at++;
    return undefined;
  }

  private close(): undefined {
    this.open.pop();
    this.at++;
    return this.valueEnded();
  }

  private valueEnded(): undefined {
    const around = this.open.at(-1);
    return this.expect(around === undefined ? 'nothing' : around === '{' ? 'afterPair' : 'afterElement');
  }

  private step(next: Expected): undefined {
    this.at++;
    return this.expect(next);
  }

  private expect(next: Expected): undefined {
    this.expected = next;
  }

  /** Go takes the end for a blank, to see whether a token may end here. */
  private byteHere(): string {
    return this.at < this.bytes.length ? this.bytes.charAt(this.at) : ' ';
  }

  private wrong(where: string): string {
    const byte = this.byteHere();
    const quoted = byte === "'" ? String.raw`\'` : byte === '"' ? '"' : quote(byte).slice(1, -1);
    return `invalid character '${quoted}' ${where}`;
  }
}

function isDigit(byte: string): boolean {
  return byte >= '0' && byte <= '9';
}
