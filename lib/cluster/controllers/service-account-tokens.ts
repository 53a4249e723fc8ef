/**
 * Secrets with a lasting token of a ServiceAccount: they are filled in, and go with it. Models
 * pkg/controller/serviceaccount/tokens_controller.go.
 *
 * Not modelled: the signature of a token, which nobody here checks.
 */
import type { Stored } from '@/lib/kube';
import { toBase64 } from '../images/http';
import type { Controller, ControllerContext, NewController, Queue } from './controller';
import { fromKey, keyOf } from './object-key';

const TYPE = 'kubernetes.io/service-account-token';
const NAME = 'kubernetes.io/service-account.name';
const UID = 'kubernetes.io/service-account.uid';

type Secret = Stored<'v1/Secret'>;
type Account = Stored<'v1/ServiceAccount'>;

/** @param certificate PEM */
export function serviceAccountTokenController({ certificate }: { readonly certificate: string }): NewController {
  return ({ client }: ControllerContext): Controller => {
    function start(queue: Queue): (() => void)[] {
      for (const secret of client.sorted('v1/Secret')) if (secret.type === TYPE) queue.add(keyOf(secret));
      return [
        client.onChange('v1/Secret', ({ object, type }) => {
          if (object.type === TYPE && type !== 'DELETED') queue.add(keyOf(object));
        }),
        client.onChange('v1/ServiceAccount', ({ object: { metadata }, type }) => {
          if (type === 'MODIFIED') return;
          for (const secret of client.list('v1/Secret', metadata.namespace)) {
            if (secret.type === TYPE && nameIn(secret) === metadata.name) queue.add(keyOf(secret));
          }
        }),
      ];
    }

    function sync(key: string): 'retry' | void {
      const { namespace, name } = fromKey(key);
      const secret = client.get('v1/Secret', namespace, name);
      if (secret?.type !== TYPE) return undefined;
      const account = client.get('v1/ServiceAccount', namespace, nameIn(secret) ?? '');
      const uid = secret.metadata.annotations?.[UID];
      if (!account || (uid !== undefined && uid !== account.metadata.uid)) {
        const answer = client.delete('v1/Secret', namespace, name);
        return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
      }
      const next = filled(secret, account, certificate);
      if (!next) return undefined;
      const answer = client.update('v1/Secret', next);
      return answer.ok || answer.status.reason === 'NotFound' ? undefined : 'retry';
    }

    return { name: 'serviceaccount-token', start, sync };
  };
}

function nameIn({ metadata }: Secret): string | undefined {
  return metadata.annotations?.[NAME];
}

/** Undefined where nothing is missing. */
function filled(secret: Secret, account: Account, certificate: string): Secret | undefined {
  const { namespace = '', annotations = {} } = secret.metadata;
  const { uid } = account.metadata;
  const { data = {} } = secret;
  const authority = toBase64(certificate);
  const isWhole = data['ca.crt'] === authority && data['namespace'] && data['token'] && annotations[UID] === uid;
  if (isWhole) return undefined;
  return {
    ...secret,
    metadata: { ...secret.metadata, annotations: { ...annotations, [UID]: uid } },
    data: {
      ...data,
      'ca.crt': authority,
      namespace: data['namespace'] ?? toBase64(namespace),
      token: data['token'] ?? toBase64(lastingToken(secret, account)),
    },
  };
}

function lastingToken({ metadata }: Secret, account: Account): string {
  const { namespace = '', name, uid } = account.metadata;
  const prefix = 'kubernetes.io/serviceaccount';
  const claims = {
    iss: prefix.replace('.io', ''),
    [`${prefix}/namespace`]: namespace,
    [`${prefix}/secret.name`]: metadata.name,
    [`${prefix}/service-account.name`]: name,
    [`${prefix}/service-account.uid`]: uid,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  const parts = [JSON.stringify({ alg: 'RS256', kid: 'kubetil' }), JSON.stringify(claims), metadata.uid];
  return parts.map((part) => toBase64(part).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')).join('.');
}
