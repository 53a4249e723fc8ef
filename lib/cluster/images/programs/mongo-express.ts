/**
 * mongo-express: MongoDB's databases, collections and documents as pages on port 8081. It waits for its server's port, then
 * logs in, and ends where either fails; the kubelet starts it again.
 * Not modelled: editing and deleting documents.
 */
import type { HttpRequest, HttpResponse } from '../../network/message';
import type { Call, Steps, Tool } from '../call';
import { timeText } from '../clock-face';
import { escapeHtml, formFields, fromBase64, httpListener, pathOf, respond } from '../http';
import { LoadMeter } from '../load-meter';
import { askMongo, documentsOf, parseMongoAddress, reachable, type MongoAddress } from './mongo-client';
import { isDocument, type Document } from './mongo-store';

const PORT = 8_081;
const TRIES = 10;

export const mongoExpress: Tool = function* run(call): Steps {
  const address = addressOf(call);
  const shown = `${address.host}:${address.port}`;
  call.out(`Waiting for ${shown}...\n`);
  for (let tries = 1; !isOpen(call, address); tries += 1) {
    call.err(
      `/docker-entrypoint.sh: connect: Connection refused\n/docker-entrypoint.sh: line 15: /dev/tcp/${address.host}/${address.port}: Connection refused\n`,
    );
    if (tries > TRIES) break;
    call.out(`${timeText(call.now(), '%a %b %e %T UTC %Y')} retrying to connect to ${shown} (${tries}/${TRIES})\n`);
    yield { step: 'sleep', ms: 1_000, foreground: true };
  }
  const hello = askMongo(call.process, address, { command: 'listDatabases' });
  if ('error' in hello) {
    const login = address.user === undefined ? '' : `${address.user}:${address.password ?? ''}@`;
    call.err(
      `Could not connect to database using connectionString: mongodb://${login.replace(/:.*@/, ':****@')}${shown}/\n${hello.error}\n`,
    );
    return 1;
  }
  const { process } = call;
  const load = new LoadMeter(process, { idleMillis: 2, memoryMiB: 55, perRequest: 6 });
  call.signals.onTerminate(() => process.exit(0));
  process.listen(
    PORT,
    httpListener((request) => {
      load.count();
      return isAllowed(call, request) ? answer(call, address, request) : unauthorized();
    }),
  );
  call.out(
    `Welcome to mongo-express ${call.env.get('MONGO_EXPRESS_VERSION') ?? '1.0.2'}\n------------------------\n\n\n`,
  );
  call.out(
    `Mongo Express server listening at http://0.0.0.0:${PORT}\nServer is open to allow connections from anyone (0.0.0.0)\n`,
  );
  const [user, password] = basicLogin(call);
  if (user === 'admin' && password === 'pass') {
    call.out('basicAuth credentials are "admin:pass", it is recommended you change this in your config.js!\n');
  }
  for (;;) yield { step: 'wait' };
};

function addressOf({ env }: Call): MongoAddress {
  const url = env.get('ME_CONFIG_MONGODB_URL');
  if (url !== undefined && url !== '') return parseMongoAddress(url);
  const server = env.get('ME_CONFIG_MONGODB_SERVER') || 'mongo';
  const parsed = parseMongoAddress(
    server,
    env.get('ME_CONFIG_MONGODB_ADMINUSERNAME') || undefined,
    env.get('ME_CONFIG_MONGODB_ADMINPASSWORD'),
  );
  return { ...parsed, port: Number(env.get('ME_CONFIG_MONGODB_PORT') || parsed.port) };
}

function isOpen({ process }: Call, { host, port }: MongoAddress): boolean {
  return !('failed' in process.request({ host: reachable(host), port }, { connect: true }).outcome);
}

/** Both empty: nobody is asked. */
function basicLogin({ env }: Call): readonly [string, string] {
  const isOff = [env.get('ME_CONFIG_BASICAUTH'), env.get('ME_CONFIG_BASICAUTH_ENABLED')].includes('false');
  const isOld = (env.get('MONGO_EXPRESS_VERSION') ?? '1').startsWith('0');
  const usual = isOff || isOld ? '' : 'admin';
  const user = isOff ? '' : (env.get('ME_CONFIG_BASICAUTH_USERNAME') ?? usual);
  return [user, env.get('ME_CONFIG_BASICAUTH_PASSWORD') ?? (usual === '' ? '' : 'pass')];
}

function isAllowed(call: Call, request: HttpRequest): boolean {
  const [user, password] = basicLogin(call);
  if (user === '') return true;
  const given = /^Basic (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
  return given !== undefined && fromBase64(given) === `${user}:${password}`;
}

function unauthorized(): HttpResponse {
  return respond(401, 'Unauthorized', 'text/plain; charset=utf-8', {
    'www-authenticate': 'Basic realm="Authorization Required"',
  });
}

function answer(call: Call, address: MongoAddress, request: HttpRequest): HttpResponse {
  const [, kind, database, collection] = pathOf(request).split('/');
  if (request.method === 'POST') return create(call, address, request, database ?? '');
  if (kind === undefined || kind === '') {
    return list(
      call,
      address,
      { command: 'listDatabases' },
      'databases',
      'Databases',
      (name) => `/db/${name}/`,
      form('/', 'database', 'Create database'),
    );
  }
  if (kind !== 'db' || database === undefined) return respond(404, `Cannot ${request.method} ${request.path}\n`);
  if (collection === undefined || collection === '') {
    return list(
      call,
      address,
      { command: 'listCollections', database },
      'collections',
      `Database ${database}`,
      (name) => `/db/${database}/${name}`,
      form(`/db/${database}`, 'collection', 'Create collection'),
    );
  }
  const found = askMongo(call.process, address, { command: 'find', database, collection });
  if ('error' in found) return failed(found.error);
  const documents = documentsOf(found.reply).map(
    (document) => `<pre>${escapeHtml(JSON.stringify(document, undefined, 2))}</pre>\n`,
  );
  return page(`${database}.${collection}`, documents.length > 0 ? documents.join('') : '<p>No documents.</p>\n');
}

/** A database shows once something lies in it: its first collection is made with it. */
function create(call: Call, address: MongoAddress, request: HttpRequest, database: string): HttpResponse {
  const fields = formFields(request.body);
  const where = fields.get('database') ?? database;
  const collection = fields.get('collection') ?? 'delete_me';
  const made = askMongo(call.process, address, { command: 'insert', database: where, collection, documents: [] });
  if ('error' in made) return failed(made.error);
  return respond(303, '', 'text/plain', { location: fields.has('database') ? '/' : `/db/${where}/` });
}

function list(
  call: Call,
  address: MongoAddress,
  message: Document,
  field: string,
  title: string,
  link: (name: string) => string,
  more: string,
): HttpResponse {
  const found = askMongo(call.process, address, message);
  if ('error' in found) return failed(found.error);
  const listed = found.reply[field];
  const names = (Array.isArray(listed) ? listed : []).flatMap((entry) =>
    isDocument(entry) && typeof entry['name'] === 'string' ? [entry['name']] : [],
  );
  const items = names.map((name) => `<li><a href="${escapeHtml(link(name))}">${escapeHtml(name)}</a></li>\n`).join('');
  return page(title, `<ul>\n${items}</ul>\n${more}`);
}

function form(action: string, field: string, label: string): string {
  return `<form method="post" action="${escapeHtml(action)}"><input name="${field}" aria-label="${label}"> <button>${label}</button></form>\n`;
}

function failed(error: string): HttpResponse {
  return respond(500, html('Error', `<p>${escapeHtml(error)}</p>\n`), 'text/html; charset=utf-8');
}

function page(title: string, body: string): HttpResponse {
  return respond(200, html(title, body), 'text/html; charset=utf-8');
}

function html(title: string, body: string): string {
  const style =
    'body{margin:2rem auto;max-width:46rem;font:16px/1.5 sans-serif;color:#222}pre{padding:.75rem;background:#f3f3ef;overflow:auto}';
  return `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escapeHtml(title)} - Mongo Express</title><style>${style}</style></head>\n<body>\n<p><a href="/">Mongo Express</a></p>\n<h1>${escapeHtml(title)}</h1>\n${body}</body>\n</html>\n`;
}
