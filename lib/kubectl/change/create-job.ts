/** `kubectl create job`: of an image, or of a CronJob's template. */
import type { Call } from '../command';
import { objectAt, textAt, type Json } from '../json-object';
import { kindName } from '../resources';
import { createGenerated, nameProblem } from './create-generated';
import { generateJob } from './generate';
import { problem } from './problem';
import { Session } from './session';
import { placesNamed } from './targets';

export async function runJob(call: Call): Promise<number> {
  const { flags, args, rest } = call;
  const session = new Session(call, 'kubectl-create');
  const wrong = session.flagProblem() ?? nameProblem(call, 'create job');
  if (wrong) return session.end(wrong);
  const from = flags.string('from');
  if ((flags.string('image') === '') === (from === ''))
    return session.end(problem('either --image or --from must be specified'));
  if (from === '') {
    const made = generateJob(args[0] ?? '', call);
    return 'message' in made ? session.end(made) : createGenerated(session, made.resource, made.object, 'job');
  }
  if (rest ?? args.length > 1) return session.end(problem('cannot specify --from and command'));
  const places = await placesNamed(session, [from]);
  if (!Array.isArray(places)) return session.end(places);
  const [place] = places;
  if (!place) return session.end(problem(`from must be an existing cronjob`));
  const live = await session.server.get(place);
  if ('problem' in live) return session.end(live.problem);
  if (place.resource.kind !== 'CronJob') return session.end(problem(`unknown object type ${kindName(place.resource)}`));
  const { object } = live;
  const template = objectAt(object, 'spec', 'jobTemplate');
  const labels = objectAt(template, 'metadata', 'labels');
  const job: Json = {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: {
      name: args[0] ?? '',
      ...(Object.keys(labels).length > 0 && { labels }),
      annotations: { ...objectAt(template, 'metadata', 'annotations'), 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name: place.name,
          uid: textAt(object, 'metadata', 'uid'),
          controller: true,
        },
      ],
    },
    spec: template['spec'],
    status: {},
  };
  return createGenerated(session, 'jobs', job, 'job');
}
