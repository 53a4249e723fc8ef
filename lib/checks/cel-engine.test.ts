import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  clusterHolding,
  judgeCreate,
  loadAllKinds,
  newCluster,
  type AdmissionCluster,
  type Judgement,
  type Manifest,
} from '@/lib/kube';
import { celEngine } from './index';

await loadAllKinds();

interface Recorded {
  manifest: Manifest;
  expect: { code: number; message?: string; reason?: string; warnings?: string[] };
}

await loadAllKinds();
const { held, recorded } = read('policies.jsonl');
const cel = celEngine();
const cluster: AdmissionCluster = withParams(clusterHolding(held, { ...newCluster, cel }));

describe('policies', () => {
  it('say what those of a real server say', () => {
    expect(recorded.length).toBeGreaterThan(60);
    for (const { manifest, expect: said } of recorded) expect(answer(judgeCreate(manifest, { cluster }))).toEqual(said);
  });

  it('are not asked where there is no engine', () => {
    const silent = withParams(clusterHolding(held));
    for (const { manifest } of recorded) expect(judgeCreate(manifest, { cluster: silent }).verdict).toBe('accepted');
  });

  it('are refused when their expressions cannot be read', () => {
    const judgement = judgeCreate(policy({ validations: [{ expression: 'object.spec.replicas <=' }] }), { cluster });
    expect(judgement).toMatchObject({
      status: {
        code: 422,
        message:
          'ValidatingAdmissionPolicy.admissionregistration.k8s.io "limits" is invalid: spec.validations[0].expression: Invalid value: "object.spec.replicas <=": compilation failed: ERROR: <input>:1:24: Syntax error: Unexpected token: EOF\n | object.spec.replicas <=\n | .......................^',
      },
      errors: [{ path: ['spec', 'validations', 0, 'expression'] }],
    });
  });

  it.each([
    [
      'foo == 1',
      "compilation failed: ERROR: <input>:1:1: undeclared reference to 'foo' (in container '')\n | foo == 1\n | ^",
    ],
    [
      'params.max > 1',
      "compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')\n | params.max > 1\n | ^",
    ],
    ['1 + 1', 'must evaluate to bool but got int'],
  ])('are refused for %s', (expression, words) => {
    const judgement = judgeCreate(policy({ validations: [{ expression }] }), { cluster });
    expect(judgement).toMatchObject({
      errors: [{ message: `Invalid value: ${JSON.stringify(expression)}: ${words}` }],
    });
  });

  it('are refused for a variable that is declared too late', () => {
    const variables = [
      { name: 'a', expression: 'variables.b' },
      { name: 'b', expression: '1' },
    ];
    const judgement = judgeCreate(policy({ variables, validations: [{ expression: 'variables.a == 1' }] }), {
      cluster,
    });
    expect(judgement).toMatchObject({ errors: [{ path: ['spec', 'variables', 0, 'expression'] }] });
  });

  it('are let in with functions that only Kubernetes knows', () => {
    const validations = [{ expression: "quantity(object.spec.cpu).isLessThan(quantity('2'))" }];
    expect(judgeCreate(policy({ validations }), { cluster }).verdict).toBe('accepted');
  });
});

describe('rules of a custom resource', () => {
  const rules = read('custom-resource-rules.jsonl');
  const options = { cluster: clusterHolding(rules.held, { ...newCluster, cel }) };

  it('say what those of a real server say', () => {
    expect(rules.recorded.length).toBeGreaterThan(15);
    for (const { manifest, expect: said } of rules.recorded)
      expect(answer(judgeCreate(manifest, options))).toEqual(said);
  });
});

describe('rules of a definition', () => {
  it.each([
    ['self.cuont > 0', "compilation failed: ERROR: <input>:1:5: undefined field 'cuont'\n | self.cuont > 0\n | ....^"],
    ['has(self.x)', "compilation failed: ERROR: <input>:1:4: undefined field 'x'\n | has(self.x)\n | ...^"],
    [
      'object.count == 1',
      "compilation failed: ERROR: <input>:1:1: undeclared reference to 'object' (in container '')\n | object.count == 1\n | ^",
    ],
    ['self.count + 1', 'cel expression must evaluate to a bool'],
  ])('are refused for %s', (rule, words) => {
    const printed = `{"Rule":${JSON.stringify(rule).replaceAll('>', String.raw`\u003e`)},"Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}`;
    expect(judgeCreate(definition({ rule }), { cluster })).toMatchObject({
      status: { code: 422 },
      errors: [
        {
          field: 'spec.validation.openAPIV3Schema.properties[spec].x-kubernetes-validations[0].rule',
          message: `Invalid value: ${printed}: ${words}`,
        },
      ],
    });
  });

  it.each(['self.count > 0', "self.title == 'self.x'", 'oldSelf.count == self.count', 'size(self.title) > 1'])(
    'are let in: %s',
    (rule) => {
      expect(judgeCreate(definition({ rule }), { cluster }).verdict).toBe('accepted');
    },
  );
});

describe('the engine', () => {
  it('stops an expression that looks at too much', () => {
    const list = Array.from({ length: 100 }, (_, at) => at);
    const program = cel.compile('object.all(a, object.all(b, object.all(c, a + b + c >= 0)))', ['object']);
    expect('run' in program && program.run({ object: list })).toEqual({ fault: 'The check looks at too much' });
  });

  it('does not take loops nested deeper than three', () => {
    const nested = 'object.all(a, object.all(b, object.all(c, object.all(d, true))))';
    expect(cel.compile(nested, ['object'])).toEqual({
      fault: 'the engine runs no more than 3 loops within one another',
      offset: 0,
      isOurs: true,
    });
  });

  it('does not take a pattern that may backtrack for ever', () => {
    const program = cel.compile("object.name.matches('^(a+)+$')", ['object']);
    expect(program).toEqual({ fault: 'the pattern may take for ever', offset: 0, isOurs: true });
    expect(cel.compile("object.name.matches('^[a-z]+(-[a-z]+)*$')", ['object'])).toHaveProperty('type', 'bool');
  });

  it('gives JSON back', () => {
    const program = cel.compile('{"l": object.l.map(x, x + 1)}', ['object']);
    expect('run' in program && program.run({ object: { l: [1, 2] } })).toEqual({ value: { l: [2, 3] } });
    const part = cel.compile('[object.o]', ['object']);
    expect('run' in part && part.run({ object: { o: { a: true } } })).toEqual({ value: [{ a: true }] });
  });
});

/** The first line says what the cluster held. */
function read(name: string): { held: Manifest[]; recorded: Recorded[] } {
  const [first = '', ...lines] = readFileSync(`fixtures/oracle/${name}`, 'utf8').trim().split('\n');
  const { held = [], definitions = [] }: { held?: Manifest[]; definitions?: Manifest[] } = JSON.parse(first);
  const recorded = lines.map((line): Recorded => {
    const { manifest, expect: said }: Recorded = JSON.parse(line);
    const { code, message, reason, warnings } = said;
    return { manifest, expect: { code, ...(message && { message, reason }), ...(warnings && { warnings }) } };
  });
  return { held: [...held, ...definitions], recorded };
}

/** In the form of what was recorded, without the object and the causes. */
function answer(judgement: Judgement): Recorded['expect'] {
  if (judgement.verdict === 'not-judged') throw new Error(judgement.reason);
  const warnings = judgement.warnings.length > 0 && { warnings: [...judgement.warnings] };
  if (judgement.verdict === 'accepted') return { code: 201, ...warnings };
  const { code, message, reason } = judgement.status;
  return { code, message, reason, ...warnings };
}

function definition(rule: Record<string, unknown>): Manifest {
  const properties = { title: { type: 'string' }, count: { type: 'integer' } };
  const spec = { type: 'object', properties, 'x-kubernetes-validations': [rule] };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'courses.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'courses', kind: 'Course' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}

function policy(spec: Record<string, unknown>): Manifest {
  const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'limits' },
    spec: { matchConstraints: { resourceRules: [rule] }, ...spec },
  };
}

/** Every namespace has its ServiceAccount, and the ConfigMap that one of the policies reads is there. */
function withParams(base: AdmissionCluster): AdmissionCluster {
  return {
    ...base,
    serviceAccount: (namespace, name) => ({ metadata: { name, namespace } }),
    list: (kind) => {
      const params = held.filter(({ apiVersion, kind: own }) => `${String(apiVersion)}/${String(own)}` === kind);
      return kind === 'v1/ConfigMap' ? params : base.list(kind);
    },
  };
}
