/** What a generator of `kubectl create` made is sent, or printed. */
import { LAST_APPLIED, withLastApplied } from './applied';
import type { Call } from '../command';
import { at, objectAt, objectWith, textAt, type Json } from '../json-object';
import { problem, type Problem } from './problem';
import type { Session } from './session';

/** What a failure is called: `failed to create configmap: …`. */
const FAILURES: Readonly<Record<string, string>> = {
  configmap: 'failed to create configmap',
  generic: 'failed to create secret',
  tls: 'failed to create secret',
  'docker-registry': 'failed to create secret',
  deployment: 'failed to create deployment',
  quota: 'failed to create quota',
  serviceaccount: 'failed to create serviceaccount',
  job: 'failed to create job',
  cronjob: 'failed to create cronjob',
  ingress: 'failed to create ingress',
  poddisruptionbudget: 'failed to create poddisruptionbudgets',
  priorityclass: 'failed to create priorityclass',
  rolebinding: 'failed to create rolebinding',
  clusterrolebinding: 'failed to create clusterrolebinding',
  clusterip: 'failed to create ClusterIP service',
  nodeport: 'failed to create NodePort service',
  loadbalancer: 'failed to create LoadBalancer service',
  externalname: 'failed to create ExternalName service',
};

export async function createGenerated(session: Session, type: string, object: Json, name: string): Promise<number> {
  if (session.flags.has('append-hash') && session.flags.bool('append-hash'))
    return session.end(problem('--append-hash is not supported here'));
  const resource = await session.server.resourceNamed(resourceOf(type, object));
  if ('message' in resource) return session.end(resource);
  const { namespace } = session;
  const isPlaced = resource.namespaced && session.flags.has('namespace');
  const placed = isPlaced
    ? objectWith(object, ['metadata'], {
        name: textAt(object, 'metadata', 'name'),
        namespace,
        ...objectAt(object, 'metadata'),
      })
    : object;
  const sent = saved(session, placed);
  if (session.dryRun === 'client') {
    session.print(resource, sent, 'created', true);
    return session.finish();
  }
  const answer = await session.server.create(
    resource,
    namespace,
    sent,
    session.query({ fieldValidation: session.validation }),
  );
  if ('object' in answer) session.print(resource, answer.object, 'created', true);
  else {
    const { message } = answer.problem;
    const words = FAILURES[name];
    // Those of secrets have no colon.
    session.fail(
      words === undefined ? answer.problem : problem(`${words}${words.endsWith('secret') ? '' : ':'} ${message}`),
    );
  }
  return session.finish();
}

function resourceOf(type: string, object: Json): string {
  const [group = '', version] = textAt(object, 'apiVersion').split('/');
  return version === undefined ? type : `${type}.${group}`;
}

/** With `--save-config`, what `apply` will compare with. */
export function saved(session: Session, object: Json): Json {
  const keeps = session.flags.has('save-config') && session.flags.bool('save-config');
  return keeps || at(object, 'metadata', 'annotations', LAST_APPLIED) !== undefined ? withLastApplied(object) : object;
}

export function nameProblem({ args }: Call, command: string): Problem | undefined {
  if (args.length === 1 || (args.length > 1 && /job/.test(command))) return undefined;
  return problem(`exactly one NAME is required, got ${args.length}\nSee 'kubectl ${command} -h' for help and examples`);
}
