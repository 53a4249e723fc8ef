/**
 * mongod and its image's entrypoint. It keeps what it holds in /data/db, so that a volume there outlives the Pod and an
 * emptyDir does not; and, as the real one, it makes the root user only in an empty folder: a password changed later in the
 * Secret does not change the database's.
 *
 * On the wire: `{ protocol: 'mongodb', command, database?, collection?, user?, password?, … }`
 * → `{ protocol: 'mongodb', ok: 1, … }` or `{ ok: 0, code, codeName, errmsg }`.
 * Not modelled: roles (every user may do everything), replica sets, queries beyond equal fields, init scripts.
 */
import type { Listener, WireMessage } from '../../network/message';
import { server, type Call, type Tool } from '../call';
import { timeText } from '../clock-face';
import { LoadMeter } from '../load-meter';
import { answerMongo, failure, type MongoReply } from './mongo-commands';
import { MongoStore } from './mongo-store';
import { entrypoint } from './entrypoint';

const PORT = 27_017;
const OPEN = new Set(['hello', 'ping', 'isMaster', 'buildInfo']);

export const mongoEntrypoint: Tool = (call) => entrypoint({ server: 'mongod', prepare: makeRoot })(withAuth(call));

/** `--auth` is added whenever the pair is there, as the image's script does. */
function withAuth(call: Call): Call {
  const [user, password] = rootPair(call);
  const given = call.args.slice(1);
  const isServer = given.length === 0 || given[0] === 'mongod' || given[0]?.startsWith('-');
  return user !== '' && password !== '' && isServer ? { ...call, args: [...call.args, '--auth'] } : call;
}

function makeRoot(call: Call): number | undefined {
  const [user, password] = rootPair(call);
  if ((user === '') !== (password === '')) {
    call.err("\nerror: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'\n");
    call.err('       both must be specified for a user to be created\n\n');
    return 1;
  }
  const store = new MongoStore(call.process.files);
  if (user !== '' && !store.isInitialized && store.initialize() === undefined) {
    store.addUser({ user, password, database: 'admin' });
    call.out(logLine(call, 'ACCESS', 20_436, 'conn2', 'Successfully added user', { user: { user, db: 'admin' } }));
  }
  return undefined;
}

function rootPair({ env }: Call): readonly [string, string] {
  return [env.get('MONGO_INITDB_ROOT_USERNAME') ?? '', env.get('MONGO_INITDB_ROOT_PASSWORD') ?? ''];
}

export const mongod: Tool = server((call) => {
  const { process } = call;
  const store = new MongoStore(process.files);
  const port = Number(flag(call, '--port') ?? PORT);
  const info = { pid: 1, port, dbPath: '/data/db', architecture: '64-bit', host: process.hostname };
  call.out(logLine(call, 'CONTROL', 4_615_611, 'initandlisten', 'MongoDB starting', info));
  const fault = store.initialize();
  if (fault !== undefined) {
    call.out(
      logLine(call, 'CONTROL', 20_557, 'initandlisten', 'DBException in initAndListen, terminating', {
        error: `IllegalOperation: /data/db: ${fault}`,
      }),
    );
    process.exit(100);
    return;
  }
  const load = new LoadMeter(process, { idleMillis: 6, memoryMiB: 72, perRequest: 1 });
  const isClosed = call.args.includes('--auth');
  if (!isClosed) {
    call.out(
      logLine(
        call,
        'CONTROL',
        22_120,
        'initandlisten',
        'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted',
        {},
        'W',
      ),
    );
  }
  const listener: Listener = (message, peer) => {
    load.count();
    if (!('wire' in message) || message.wire.protocol !== 'mongodb') return { closed: true };
    const { reply, written } = judge(call, store, message.wire, isClosed, peer);
    if (written !== undefined)
      call.out(logLine(call, 'STORAGE', 22_435, 'conn3', 'WiredTiger error', { error: written }, 'E'));
    return { wire: { protocol: 'mongodb', ...reply } };
  };
  if (!process.listen(port, listener)) {
    call.out(
      logLine(
        call,
        'CONTROL',
        20_568,
        'initandlisten',
        'Error setting up listener',
        { error: 'SocketException: Address already in use' },
        'E',
      ),
    );
    process.exit(48);
    return;
  }
  call.out(logLine(call, 'NETWORK', 23_016, 'listener', 'Waiting for connections', { port, ssl: 'off' }));
});

function judge(
  call: Call,
  store: MongoStore,
  message: WireMessage,
  isClosed: boolean,
  peer: string,
): { reply: MongoReply; written?: string } {
  const { user, password } = message;
  const command = typeof message['command'] === 'string' ? message['command'] : '';
  if (typeof user === 'string' && user !== '') {
    const known = store.users.find((other) => other.user === user);
    if (known?.password !== password) {
      const error = known
        ? 'AuthenticationFailed: SCRAM authentication failed, storedKey mismatch'
        : `UserNotFound: Could not find user "${user}" for db "admin"`;
      const about = {
        mechanism: 'SCRAM-SHA-256',
        principalName: user,
        authenticationDatabase: 'admin',
        remote: `${peer}:51820`,
        error,
      };
      call.out(logLine(call, 'ACCESS', 20_249, 'conn3', 'Authentication failed', about));
      return { reply: failure(18, 'AuthenticationFailed', 'Authentication failed.') };
    }
  } else if (isClosed && store.users.length > 0 && !OPEN.has(command)) {
    return { reply: failure(13, 'Unauthorized', `command ${command} requires authentication`) };
  }
  return answerMongo(store, command, message, () => objectId(call));
}

function objectId(call: Call): string {
  const { random } = call.process;
  const seconds = Math.floor(call.now() / 1000)
    .toString(16)
    .padStart(8, '0');
  return `${seconds}${Array.from({ length: 16 }, () => random.integer(16).toString(16)).join('')}`;
}

function flag(call: Call, name: string): string | undefined {
  const at = call.args.indexOf(name);
  if (at >= 0) return call.args[at + 1];
  return call.args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** As mongod has logged since 4.4: JSON, one object a line. */
function logLine(
  call: Call,
  component: string,
  id: number,
  context: string,
  msg: string,
  attr: object,
  severity = 'I',
): string {
  const t = { $date: `${timeText(call.now(), '%FT%T.%L')}+00:00` };
  return `${JSON.stringify({ t, s: severity, c: component, id, ctx: context, msg, attr })}\n`;
}
