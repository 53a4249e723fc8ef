import { describe, expect, test } from 'vitest';
import { judgeApply, judgePatch, judgeUpdate } from './index';

const live = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'default',
    uid: 'u1',
    resourceVersion: '7',
    creationTimestamp: '2022-05-13T09:00:00Z',
  },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] } },
  },
};

function put(metadata: object, spec: object = {}) {
  return judgeUpdate({ ...live, metadata: { ...live.metadata, ...metadata }, spec: { ...live.spec, ...spec } }, live);
}

function refusal(metadata: object, spec: object = {}) {
  const judgement = put(metadata, spec);
  return judgement.verdict === 'refused' ? judgement.status : judgement.verdict;
}

test('a change that is allowed comes back with its defaults', () => {
  const judgement = put({ uid: undefined, resourceVersion: undefined }, { replicas: 3 });
  expect(judgement).toMatchObject({
    verdict: 'accepted',
    object: { spec: { replicas: 3, strategy: { type: 'RollingUpdate' } } },
  });
});

describe('the address of the request', () => {
  test.each([
    [{ name: 'api' }, 'the name of the object (api) does not match the name on the URL (web)'],
    [{ name: '' }, 'the name of the object (web based on URL) was undeterminable: name must be provided'],
    [{ namespace: 'shop' }, 'the namespace of the provided object does not match the namespace sent on the request'],
  ])('is that of the object: %j', (metadata, message) => {
    expect(refusal(metadata)).toEqual({ code: 400, reason: 'BadRequest', message });
  });

  test('gives its namespace to an object that names none', () => {
    expect(refusal({ namespace: undefined })).toBe('accepted');
  });
});

describe('someone else was faster', () => {
  test.each([
    [
      { resourceVersion: '6' },
      'the object has been modified; please apply your changes to the latest version and try again',
    ],
    [
      { uid: 'u0' },
      'StorageError: invalid object, Code: 4, Key: /registry/deployments/default/web, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: u0, UID in object meta: u1',
    ],
  ])('%j', (metadata, why) => {
    expect(refusal(metadata)).toEqual({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on deployments.apps "web": ${why}`,
    });
  });
});

test('a fault of the metadata is said once', () => {
  const status = refusal({ labels: { app: 'my web' } });
  expect(status).toMatchObject({
    code: 422,
    message: expect.stringMatching(/^Deployment\.apps "web" is invalid: metadata\.labels: Invalid value: "my web": /),
  });
});

test('what cannot be read is refused as on create', () => {
  expect(refusal({}, { replicas: 'three' })).toMatchObject({
    code: 400,
    message:
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
  });
});

test('a kind that is not judged is said to be so', () => {
  expect(judgeUpdate({}, { apiVersion: 'v1', kind: 'PodTemplate' }).verdict).toBe('not-judged');
});

describe('a patch', () => {
  test.each([
    [{ type: 'json', body: [{ op: 'replace', path: '/spec/replicas', value: 3 }] }],
    [{ type: 'merge', body: { spec: { replicas: 3 } } }],
    [{ type: 'strategic', body: { spec: { replicas: 3 } } }],
  ] as const)('is a change: %j', (patch) => {
    expect(judgePatch(patch, live)).toMatchObject({ verdict: 'accepted', object: { spec: { replicas: 3 } } });
  });

  test('is to blame for what cannot be read then', () => {
    const judgement = judgePatch({ type: 'strategic', body: { spec: { replica: 3 } } }, live);
    expect(judgement).toMatchObject({
      status: {
        code: 422,
        message:
          ' "" is invalid: patch: Invalid value: "map[spec:map[replica:3]]": strict decoding error: unknown field "spec.replica"',
      },
    });
  });

  test('that is none is refused', () => {
    expect(judgePatch({ type: 'json', body: {} }, live)).toMatchObject({ stage: 'decode', status: { code: 400 } });
  });
});

describe('server-side apply', () => {
  const now = '2026-01-05T09:00:00Z';
  const manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: live.spec,
  };

  function applied(change: object, manager: string, over: object | undefined, force = false) {
    const body = { ...manifest, spec: { ...manifest.spec, ...change } };
    return judgeApply(body, over && { ...over }, { manager, now, force });
  }

  function first(): object {
    const judgement = applied({}, 'kubectl', undefined);
    if (judgement.verdict !== 'accepted' || typeof judgement.object !== 'object') throw new Error(judgement.verdict);
    return { ...judgement.object };
  }

  test('creates what is not there, and says who manages what', () => {
    expect(first()).toMatchObject({
      metadata: { namespace: 'default', managedFields: [{ manager: 'kubectl', operation: 'Apply', time: now }] },
      spec: { revisionHistoryLimit: 10 },
    });
  });

  test('what another manages is a conflict, unless it is forced', () => {
    const conflict = applied({ replicas: 3 }, 'other', first());
    expect(conflict).toMatchObject({
      verdict: 'refused',
      status: { code: 409, message: 'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas' },
      errors: [{ reason: 'FieldManagerConflict', field: '.spec.replicas' }],
    });
    expect(applied({ replicas: 3 }, 'other', first(), true)).toMatchObject({
      verdict: 'accepted',
      object: { spec: { replicas: 3 } },
    });
  });

  test('what comes of it is judged like every other change', () => {
    const selector = { matchLabels: { app: 'api' } };
    const refused = applied({ selector }, 'kubectl', first());
    expect(refused).toMatchObject({ verdict: 'refused', status: { code: 422 } });
    expect(JSON.stringify(refused)).toContain('field is immutable');
  });

  test('an unknown field is told before anything is merged', () => {
    expect(applied({ replica: 3 }, 'kubectl', first())).toMatchObject({ verdict: 'refused', status: { code: 500 } });
  });
});
