/**
 * The example guestbook: a frontend, who keeps it, and who reads it for them. Models test/images/agnhost/guestbook; its page
 * is without its script, and what is set lies in the memory of who keeps it alone: a replica asks there.
 */
import { server, type Call } from '../call';
import { pathOf, queryOf, respond, respondJson } from '../http';
import type { HttpResponse } from '../../network/message';
import { flag, serving } from './agnhost-server';

export const guestbook = server((call) => {
  const entries = new Map<string, string>();
  const primary = flag(call, 'replicaof');
  serving(call, Number(flag(call, 'http-port') ?? 80), (request) => {
    const query = queryOf(request);
    const [key, value] = [query.get('key') ?? '', query.get('value') ?? ''];
    switch (pathOf(request)) {
      case '/guestbook': {
        const command = (query.get('cmd') ?? '').toLowerCase();
        if (command !== 'get' && command !== 'set') return respond(400, `unsupported cmd: '${command}'\n`);
        if (command === 'set' && key === '') return respond(400, 'cannot set with empty key.\n');
        return ask(call, command === 'get' ? 'agnhost-replica' : 'agnhost-primary', request.path, command);
      }
      case '/set':
        if (key === '') return respond(400, 'cannot set with empty key.\n');
        entries.set(key, value);
        return respondJson(200, { message: 'Updated' });
      case '/get':
        if (primary !== undefined) return ask(call, primary, request.path, 'get');
        return respondJson(200, { data: key === '' ? Object.fromEntries(entries) : (entries.get(key) ?? '') });
      default:
        return respond(200, 'guestbook\n');
    }
  });
});

function ask(call: Call, host: string, path: string, command: string): HttpResponse {
  const port = Number(flag(call, 'backend-port') ?? 6_379);
  const onward = `/${command}${path.includes('?') ? path.slice(path.indexOf('?')) : ''}`;
  const message = { http: { method: 'GET', path: onward, headers: { host: `${host}:${port}` }, body: '' } };
  const { outcome } = call.process.request({ host, port }, message);
  if (!('failed' in outcome) && 'http' in outcome.reply) return outcome.reply.http;
  return respond(417, `encountered error: ${'failed' in outcome ? outcome.failed : 'closed'}\n`);
}
