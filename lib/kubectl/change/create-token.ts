/** `kubectl create token`. */
import type { Call } from '../command';
import { textAt } from '../json-object';
import { nameProblem } from './create-generated';
import { problem } from './problem';
import { pathOf } from './server';
import { Session } from './session';

export async function runToken(call: Call): Promise<number> {
  const { flags, args } = call;
  const session = new Session(call, 'kubectl-create');
  const wrong = nameProblem(call, 'create token');
  if (wrong) return session.end(wrong);
  const resource = await session.server.resourceNamed('serviceaccounts');
  if ('message' in resource) return session.end(resource);
  const bound = flags.string('bound-object-kind');
  const seconds = flags.has('duration') ? Math.round(flags.duration('duration') / 1000) : undefined;
  const body = {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    spec: {
      audiences: [...flags.strings('audience')],
      ...(seconds !== undefined && { expirationSeconds: seconds }),
      ...(bound !== '' && {
        boundObjectRef: {
          kind: bound,
          apiVersion: 'v1',
          name: flags.string('bound-object-name'),
          ...(flags.has('bound-object-uid') && { uid: flags.string('bound-object-uid') }),
        },
      }),
    },
  };
  const place = { resource, namespace: session.namespace, name: args[0] ?? '' };
  const answer = await session.server.send('POST', pathOf(place, 'token'), body);
  if ('problem' in answer) return session.end(problem(`failed to create token: ${answer.problem.message}`));
  if (session.output === '') call.io.out(`${textAt(answer.object, 'status', 'token')}\n`);
  else session.print(resource, answer.object, 'created');
  return session.finish();
}
