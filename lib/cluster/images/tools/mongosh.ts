/**
 * mongosh, and the `mongo` of older images, in the lines that lessons and probes use: `show dbs`, `db.adminCommand('ping')`,
 * `db.users.find({…})`, insertOne, insertMany, updateOne with $set, deleteOne, deleteMany, countDocuments, createUser.
 * Not modelled: JavaScript beyond such calls.
 */
import type { Call, Tool } from '../call';
import { askMongo, documentsOf, parseMongoAddress, type MongoAddress } from '../programs/mongo-client';
import { isDocument, type Document } from '../programs/mongo-store';
import { parseOptions } from './options';

export const mongosh: Tool = (call) => {
  const options = parseOptions(call.args, [
    'u',
    'p',
    'eval',
    'host',
    'port',
    'username',
    'password',
    'authenticationDatabase',
    'file',
  ]);
  const [target = ''] = options.operands;
  const isUrl = target.startsWith('mongodb://') || /[:.]/.test(target);
  const host = options.value('host') ?? (isUrl ? target : 'localhost');
  const parsed = parseMongoAddress(host, options.value('u', 'username'), options.value('p', 'password'));
  const address = { ...parsed, port: Number(options.value('port') ?? parsed.port) };
  const database = (isUrl ? /\/\/[^/]*\/(\w+)/.exec(target)?.[1] : target) || 'test';
  const source = options.value('eval') ?? call.input.all();
  const hello = askMongo(call.process, address, { command: 'ping' });
  if ('error' in hello) return say(call, hello);
  let current = database;
  for (const statement of source
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const used = /^use\s+(\w+)$/.exec(statement)?.[1];
    if (used !== undefined) {
      if (used !== current) call.out(`switched to db ${used}\n`);
      current = used;
      continue;
    }
    const code = evaluate(call, address, current, statement);
    if (code !== 0) return code;
  }
  return 0;
};

function say(call: Call, answer: ReturnType<typeof askMongo>): number {
  if (!('error' in answer)) return 0;
  const text =
    answer.kind === 'unreachable'
      ? answer.error.replace('MongoServerSelectionError', 'MongoNetworkError')
      : answer.error;
  call.err(`${text}\n`);
  return 1;
}

function evaluate(call: Call, address: MongoAddress, database: string, statement: string): number {
  const print = /^(?:print|printjson|JSON\.stringify|EJSON\.stringify|console\.log)\(([\s\S]*)\)$/.exec(statement);
  const text = print ? (print[1] ?? '') : statement;
  const send = (message: Document, show: (reply: Document) => string): number => {
    const answer = askMongo(call.process, address, { database, ...message });
    if ('error' in answer) return say(call, answer);
    const shown = show(answer.reply);
    if (shown !== '') call.out(`${shown}\n`);
    return 0;
  };
  if (/^show (?:dbs|databases)$/.test(text) || /listDatabases/.test(text)) {
    return send({ command: 'listDatabases' }, ({ databases }) =>
      namesOf(databases)
        .map((name) => `${name.padEnd(8)}40.00 KiB`)
        .join('\n'),
    );
  }
  if (/^show (?:collections|tables)$/.test(text) || text.includes('getCollectionNames')) {
    return send({ command: 'listCollections' }, ({ collections }) => namesOf(collections).join('\n'));
  }
  if (/['"{\s]ping['":\s]/.test(text))
    return send({ command: 'ping' }, () => (text.endsWith('.ok') ? '1' : '{ ok: 1 }'));
  if (/hello|isMaster/.test(text)) return send({ command: 'hello' }, () => '{ isWritablePrimary: true, ok: 1 }');
  if (text === 'db') {
    call.out(`${database}\n`);
    return 0;
  }
  if (text === 'db.version()') {
    call.out(`${call.env.get('MONGO_VERSION') ?? '8.0.13'}\n`);
    return 0;
  }
  const sibling = /getSiblingDB\(['"](\w+)['"]\)\.([\s\S]*)$/.exec(text);
  if (sibling) return evaluate(call, address, sibling[1] ?? database, `db.${sibling[2] ?? ''}`);
  const user = /^db\.createUser\(([\s\S]*)\)$/.exec(text);
  if (user) {
    const [given = {}] = argumentsOf(user[1] ?? '');
    return send({ command: 'createUser', newUser: given['user'], newPassword: given['pwd'] }, () => '{ ok: 1 }');
  }
  const match =
    /^db(?:\.getCollection\(['"]([\w.-]+)['"]\)|\.(\w+)|\[['"]([\w.-]+)['"]\])\.(\w+)\(([\s\S]*?)\)(?:\.(?:pretty|toArray|limit)\((\d*)\))*$/.exec(
      text,
    );
  if (!match) {
    call.err(`SyntaxError: the simulated mongosh does not know: ${text}\n`);
    return 1;
  }
  const collection = match[1] ?? match[2] ?? match[3] ?? '';
  return onCollection(match[4] ?? '', argumentsOf(match[5] ?? ''), collection, Number(match[6] || 0), send);
}

function onCollection(
  method: string,
  [first = {}, second = {}, third = {}]: readonly Document[],
  collection: string,
  limit: number,
  send: (message: Document, show: (reply: Document) => string) => number,
): number {
  const ids = (reply: Document) => (Array.isArray(reply['insertedIds']) ? reply['insertedIds'].map(String) : []);
  switch (method) {
    case 'find':
    case 'findOne':
      return send({ command: 'find', collection, filter: first, limit: method === 'findOne' ? 1 : limit }, (reply) => {
        const found = documentsOf(reply);
        if (method === 'findOne') return found[0] ? literalOf(found[0]) : 'null';
        return found.length === 0 ? '' : `[\n${found.map((document) => `  ${literalOf(document)}`).join(',\n')}\n]`;
      });
    case 'countDocuments':
    case 'count':
    case 'estimatedDocumentCount':
      return send({ command: 'count', collection, filter: first }, (reply) => String(reply['n']));
    case 'insertOne':
    case 'insert':
      return send(
        { command: 'insert', collection, documents: [first] },
        (reply) => `{\n  acknowledged: true,\n  insertedId: ObjectId('${ids(reply)[0] ?? ''}')\n}`,
      );
    case 'insertMany':
      return send(
        { command: 'insert', collection, documents: listOf(first) },
        (reply) =>
          `{\n  acknowledged: true,\n  insertedIds: {\n${ids(reply)
            .map((id, at) => `    '${at}': ObjectId('${id}')`)
            .join(',\n')}\n  }\n}`,
      );
    case 'updateOne':
    case 'updateMany':
    case 'replaceOne': {
      const set = isDocument(second['$set']) ? second['$set'] : second;
      return send(
        { command: 'update', collection, filter: first, set, upsert: third['upsert'] === true },
        (reply) =>
          `{\n  acknowledged: true,\n  insertedId: null,\n  matchedCount: ${String(reply['n'])},\n  modifiedCount: ${String(reply['nModified'])},\n  upsertedCount: 0\n}`,
      );
    }
    case 'deleteOne':
    case 'deleteMany':
      return send(
        { command: 'delete', collection, filter: first },
        (reply) => `{ acknowledged: true, deletedCount: ${String(reply['n'])} }`,
      );
    case 'drop':
      return send({ command: 'drop', collection }, () => 'true');
    default:
      return send({ command: method }, () => '');
  }
}

function namesOf(list: unknown): string[] {
  return Array.isArray(list)
    ? list.flatMap((entry) => (isDocument(entry) && typeof entry['name'] === 'string' ? [entry['name']] : []))
    : [];
}

/** A list as the argument of insertMany stands under its own name. */
function listOf(argument: Document): readonly unknown[] {
  const { list } = argument;
  return Array.isArray(list) ? list : [];
}

/** JavaScript's literals as JSON: keys without quotes, single quotes. */
function argumentsOf(text: string): readonly Document[] {
  const json = text
    .replace(/'((?:[^'\\]|\\.)*)'/g, (_, inner: string) => JSON.stringify(inner))
    .replace(/([{,]\s*)([A-Za-z_$][\w$.]*)\s*:/g, '$1"$2":')
    .replace(/ObjectId\(("[^"]*")\)/g, '$1');
  try {
    const parsed: unknown = JSON.parse(`[${json}]`);
    return Array.isArray(parsed) ? parsed.map((value) => (isDocument(value) ? value : { list: value })) : [];
  } catch {
    return [];
  }
}

function literalOf(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[ ${value.map(literalOf).join(', ')} ]`;
  if (!isDocument(value)) return String(value);
  const fields = Object.entries(value).map(
    ([name, inner]) =>
      `${name}: ${name === '_id' && typeof inner === 'string' && inner.length === 24 ? `ObjectId('${inner}')` : literalOf(inner)}`,
  );
  return `{ ${fields.join(', ')} }`;
}
