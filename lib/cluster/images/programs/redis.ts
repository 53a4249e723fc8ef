/**
 * redis-server. What it holds lies in /data/dump.rdb and is written at once (the real one saves now and then, and when it is
 * told to stop). On the wire: `{ protocol: 'redis', command: ['SET', 'a', '1'], password? }` → `{ protocol: 'redis', reply }`,
 * and for text (`nc`) its inline commands.
 * Not modelled: replication, cluster mode, transactions, publish and subscribe, scripts.
 */
import type { Listener } from '../../network/message';
import { server, type Call, type Tool } from '../call';
import { timeText } from '../clock-face';
import { LoadMeter } from '../load-meter';
import { answerRedis, RedisStore, type RedisReply } from './redis-commands';

const PORT = 6_379;

export const redisServer: Tool = server((call) => {
  const { process } = call;
  const password = setting(call, 'requirepass');
  const port = Number(setting(call, 'port') ?? PORT);
  const say = (sign: string, text: string) =>
    call.out(`1:M ${timeText(call.now(), '%d %b %Y %T.%L')} ${sign} ${text}\n`);
  say('*', `Redis version=${call.env.get('REDIS_VERSION') ?? '8.2.1'}, bits=64, pid=1, just started`);
  const load = new LoadMeter(process, { idleMillis: 3, memoryMiB: 9, perRequest: 0.2 });
  const store = new RedisStore(process);
  const listener: Listener = (message) => {
    load.count();
    if (!('wire' in message)) return { closed: true };
    const { wire } = message;
    if (wire.protocol === 'redis') {
      const command = Array.isArray(wire['command']) ? wire['command'].map(String) : [];
      const isAllowed = password === undefined || wire['password'] === password;
      const reply: RedisReply = isAllowed ? answerRedis(store, command) : { error: 'NOAUTH Authentication required.' };
      return { wire: { protocol: 'redis', reply } };
    }
    const text = typeof wire['text'] === 'string' ? wire['text'] : '';
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    const replies = lines.map((line) =>
      password === undefined
        ? answerRedis(store, line.trim().split(/\s+/))
        : { error: 'NOAUTH Authentication required.' },
    );
    return { wire: { protocol: 'text', text: replies.map(encode).join('') } };
  };
  if (!process.listen(port, listener)) {
    say('#', `Warning: Could not create server TCP listening socket *:${port}: bind: Address already in use`);
    process.exit(1);
    return;
  }
  say('*', `Running mode=standalone, port=${port}.`);
  say('*', 'Ready to accept connections tcp');
});

/** Of the command line, or of the configuration file it names. */
function setting(call: Call, name: string): string | undefined {
  const at = call.args.indexOf(`--${name}`);
  if (at >= 0) return call.args[at + 1];
  const file = call.args[1]?.startsWith('-') ? undefined : call.args[1];
  const text = file === undefined ? undefined : call.process.files.read(file);
  return new RegExp(`^\\s*${name}\\s+"?([^\\s"]+)`, 'm').exec(text ?? '')?.[1];
}

/** As RESP2. */
function encode(reply: RedisReply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  return `*${reply.list.length}\r\n${reply.list.map(encode).join('')}`;
}
