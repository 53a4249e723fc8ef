/** What a mongod answers to whoever may ask. */
import type { WireMessage } from '../../network/message';
import { isDocument, matches, type Document, type MongoStore } from './mongo-store';

export type MongoReply = Readonly<Record<string, unknown>> & { readonly ok: 0 | 1 };

export function failure(code: number, codeName: string, errmsg: string): MongoReply {
  return { ok: 0, errmsg, code, codeName };
}

/** `written` says why the disk refused. */
export function answerMongo(
  store: MongoStore,
  command: string,
  message: WireMessage,
  newId: () => string,
): { reply: MongoReply; written?: string } {
  const database = text(message['database'], 'test');
  const collection = text(message['collection'], 'test');
  const filter = isDocument(message['filter']) ? message['filter'] : {};
  const save = (all: readonly Document[], reply: Document) => {
    const written = store.write(database, collection, all);
    if (written === undefined) return { reply: { ...reply, ok: 1 as const } };
    return { reply: failure(14_031, 'OutOfDiskSpace', 'available disk space is less than required'), written };
  };

  switch (command) {
    case 'hello':
    case 'isMaster':
    case 'ping':
      return { reply: { ok: 1 } };
    case 'listDatabases':
      return { reply: { databases: store.databases().map((name) => ({ name })), ok: 1 } };
    case 'listCollections':
      return { reply: { collections: store.collections(database).map((name) => ({ name })), ok: 1 } };
    case 'find': {
      const found = store.read(database, collection).filter((document) => matches(document, filter));
      const limit = typeof message['limit'] === 'number' && message['limit'] > 0 ? message['limit'] : found.length;
      return { reply: { documents: found.slice(0, limit), ok: 1 } };
    }
    case 'count':
      return {
        reply: { n: store.read(database, collection).filter((document) => matches(document, filter)).length, ok: 1 },
      };
    case 'insert': {
      const given = Array.isArray(message['documents']) ? message['documents'].filter(isDocument) : [];
      const documents = given.map((document) => ({ _id: newId(), ...document }));
      const ids = documents.map((document) => document._id);
      return save([...store.read(database, collection), ...documents], { n: documents.length, insertedIds: ids });
    }
    case 'update':
      return update(store.read(database, collection), message, filter, newId, save);
    case 'delete': {
      const all = store.read(database, collection);
      const kept = all.filter((document) => !matches(document, filter));
      return save(kept, { n: all.length - kept.length });
    }
    case 'drop':
      return { reply: store.drop(database, collection) ? { ok: 1 } : failure(26, 'NamespaceNotFound', 'ns not found') };
    case 'createUser': {
      store.addUser({ user: text(message['newUser'], ''), password: text(message['newPassword'], ''), database });
      return { reply: { ok: 1 } };
    }
    default:
      return { reply: failure(59, 'CommandNotFound', `no such command: '${command}'`) };
  }
}

/** Sets fields of the first document that fits; with `upsert`, of a new one where none does. */
function update(
  all: readonly Document[],
  message: WireMessage,
  filter: Document,
  newId: () => string,
  save: (all: readonly Document[], reply: Document) => { reply: MongoReply; written?: string },
): { reply: MongoReply; written?: string } {
  const set = isDocument(message['set']) ? message['set'] : {};
  const at = all.findIndex((document) => matches(document, filter));
  if (at >= 0) {
    const next = all.map((document, index) => (index === at ? { ...document, ...set } : document));
    return save(next, { n: 1, nModified: 1 });
  }
  if (message['upsert'] !== true) return { reply: { n: 0, nModified: 0, ok: 1 } };
  return save([...all, { _id: newId(), ...filter, ...set }], { n: 1, nModified: 0, upserted: 1 });
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}
