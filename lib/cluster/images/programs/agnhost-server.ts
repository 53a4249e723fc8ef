/** What agnhost's commands share: their flags, and how they serve. */
import type { HttpRequest, HttpResponse, Listener } from '../../network/message';
import type { Call } from '../call';
import { httpListener } from '../http';
import { LoadMeter } from '../load-meter';

export function flag(call: Call, name: string): string | undefined {
  for (const [at, arg] of call.args.entries()) {
    const match = new RegExp(`^--?${name}(?:=([\\s\\S]*))?$`).exec(arg);
    if (match) return match[1] ?? call.args[at + 1];
  }
  return undefined;
}

export function serving(
  call: Call,
  port: number,
  answer: (request: HttpRequest, peer: string) => HttpResponse,
  otherwise?: Listener,
): void {
  const load = new LoadMeter(call.process, { idleMillis: 1, memoryMiB: 12, perRequest: 1 });
  const pages = httpListener((request, peer) => {
    load.count();
    return answer(request, peer);
  });
  const isFree = call.process.listen(port, (message, peer) =>
    (otherwise && 'wire' in message ? otherwise : pages)(message, peer),
  );
  if (isFree) return;
  call.err(`listen tcp :${port}: bind: address already in use\n`);
  call.process.exit(1);
}
