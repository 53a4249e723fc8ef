/** kubectl certificate approve and deny. Models kubectl's cmd/certificates. */
import type { Call, Command } from '../command';
import { FILES, OUTPUT, flag } from './flag-specs';
import { formatTime } from '@/lib/kube';
import { isObject, listAt, objectAt, quoted, textAt } from '../json-object';
import { problem } from './problem';
import { pathOf } from './server';
import { Session } from './session';
import { liveTargets } from './targets';

export const certificate: Command = {
  name: 'certificate',
  flags: [],
  subcommands: [
    { name: 'approve', flags: [...OUTPUT, ...FILES, flag('force', 'bool')], run: (call) => decide(call, 'Approved') },
    { name: 'deny', flags: [...OUTPUT, ...FILES, flag('force', 'bool')], run: (call) => decide(call, 'Denied') },
  ],
  run: ({ io }) => Promise.resolve((io.err('error: you must specify approve or deny\n'), 1)),
};

async function decide(call: Call, type: 'Approved' | 'Denied'): Promise<number> {
  const session = new Session(call);
  if (call.args.length === 0 && !call.flags.has('filename'))
    return session.end(problem('one or more CSRs must be specified as <name> or -f <filename>'));
  const verb = type.toLowerCase();
  for (const target of await liveTargets(session, call.args, 'certificatesigningrequests')) {
    const old = listAt(target.object, 'status', 'conditions').filter(isObject);
    const other = type === 'Approved' ? 'Denied' : 'Approved';
    if (old.some((one) => one['type'] === other)) {
      session.fail(problem(`certificate signing request ${quoted(target.name)} is already ${other}`));
      continue;
    }
    if (old.some((one) => one['type'] === type)) {
      session.print(target.resource, target.object, verb);
      continue;
    }
    const now = formatTime(call.io.now());
    const word = type === 'Approved' ? 'approved' : 'denied';
    const condition = {
      type,
      status: 'True',
      reason: `Kubectl${type === 'Approved' ? 'Approve' : 'Deny'}`,
      message: `This CSR was ${word} by kubectl certificate ${type === 'Approved' ? 'approve' : 'deny'}.`,
      lastUpdateTime: now,
    };
    const status = { ...objectAt(target.object, 'status'), conditions: [...old, condition] };
    const answer = await session.server.send('PUT', pathOf(target, 'approval'), { ...target.object, status });
    if ('object' in answer)
      session.print(
        target.resource,
        {
          ...answer.object,
          metadata: { ...objectAt(answer.object, 'metadata'), name: textAt(answer.object, 'metadata', 'name') },
        },
        verb,
      );
    else session.fail(answer.problem);
  }
  return session.finish();
}
