import { describe, expect, test } from 'vitest';
import type {
  Affinity,
  NodeSelectorTerm,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from '../schema/generated/types';
import { validatePod } from './pod';
import { newPod, sentences } from './sample-objects';

const KEY_NAME =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

function affinityFaults(affinity: Affinity): string[] {
  return sentences(validatePod(newPod({ affinity }))).map((sentence) => sentence.replace('spec.affinity.', ''));
}

describe('node affinity', () => {
  const REQUIRED = 'nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';

  function termFaults(...nodeSelectorTerms: NodeSelectorTerm[]): string[] {
    return affinityFaults({
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    }).map((sentence) => sentence.replace(`${REQUIRED}[0].`, ''));
  }

  test('has a term', () => {
    expect(termFaults()).toEqual([`${REQUIRED}: Required value: must have at least one node selector term`]);
  });

  test.each<[string, NodeSelectorTerm, string[]]>([
    [
      'an operator without values, and one with',
      {
        matchExpressions: [
          { key: 'a', operator: 'In' },
          { key: 'a', operator: 'Exists', values: ['b'] },
          { key: 'a', operator: 'Gt', values: [] },
          { key: 'a', operator: '=' },
        ],
      },
      [
        "matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
        "matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
        "matchExpressions[2].values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'",
        'matchExpressions[3].operator: Invalid value: "=": not a valid selector operator',
      ],
    ],
    [
      'a field that is not the name',
      { matchFields: [{ key: 'spec.unschedulable', operator: 'In', values: ['a', 'b'] }] },
      [
        "matchFields[0].values: Required value: must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
        'matchFields[0].key: Invalid value: "spec.unschedulable": not a valid field selector key',
      ],
    ],
  ])('%s is refused', (_, term, expected) => {
    expect(termFaults(term)).toEqual(expected);
  });

  test('may prefer a value that no label can have, by a weight from 1 to 100', () => {
    const preference = { matchExpressions: [{ key: 'a', operator: 'In', values: ['b c'] }] };
    const preferred = [{ weight: 101, preference }];
    expect(affinityFaults({ nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } })).toEqual([
      'nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100',
    ]);
  });
});

describe('Pod affinity', () => {
  const REQUIRED = 'podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]';

  test.each<[string, PodAffinityTerm, string[]]>([
    [
      'no topology',
      {},
      [
        `${REQUIRED}.topologyKey: Required value: can not be empty`,
        `${REQUIRED}.topologyKey: Invalid value: "": name part must be non-empty`,
        `${REQUIRED}.topologyKey: Invalid value: "": ${KEY_NAME}`,
      ],
    ],
    [
      'keys of the own labels without a selector',
      { topologyKey: 'zone', matchLabelKeys: ['a'], mismatchLabelKeys: ['a'] },
      [
        `${REQUIRED}.matchLabelKeys: Forbidden: must not be specified when labelSelector is not set`,
        `${REQUIRED}.mismatchLabelKeys: Forbidden: must not be specified when labelSelector is not set`,
        `${REQUIRED}.matchLabelKeys[0]: Invalid value: "a": exists in both matchLabelKeys and mismatchLabelKeys`,
      ],
    ],
    [
      'a key that the selector has too',
      {
        topologyKey: 'zone',
        labelSelector: { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'a', operator: 'Exists' }] },
        matchLabelKeys: ['a'],
      },
      [`${REQUIRED}[0]: Invalid value: "a": exists in both matchLabelKeys and labelSelector`],
    ],
  ])('of %s is refused', (_, term, expected) => {
    expect(affinityFaults({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } })).toEqual(
      expected,
    );
  });
});

describe('topology spread', () => {
  const T = 'spec.topologySpreadConstraints';
  const good: TopologySpreadConstraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };

  test.each<[string, TopologySpreadConstraint[], string[]]>([
    [
      'that says nothing',
      [{}],
      [
        `${T}[0].maxSkew: Invalid value: 0: must be greater than zero`,
        `${T}[0].topologyKey: Required value: can not be empty`,
        `${T}[0].whenUnsatisfiable: Unsupported value: "": supported values: "DoNotSchedule", "ScheduleAnyway"`,
      ],
    ],
    [
      'twice over the same',
      [good, good],
      [`${T}[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{zone, DoNotSchedule}"`],
    ],
    [
      'over some domains at least, and anyway',
      [{ ...good, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 0, nodeTaintsPolicy: 'Obey' }],
      [
        `${T}[0].minDomains: Invalid value: 0: must be greater than zero`,
        `${T}[0].minDomains: Invalid value: 0: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway`,
        `${T}[0].nodeTaintsPolicy: Unsupported value: "Obey": supported values: "Honor", "Ignore"`,
      ],
    ],
  ])('%s is refused', (_, constraints, expected) => {
    expect(sentences(validatePod(newPod({ topologySpreadConstraints: constraints })))).toEqual(expected);
  });
});

describe('a toleration', () => {
  test.each<[string, Toleration, string[]]>([
    [
      'of everything that wants a value',
      {},
      [
        'operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"',
      ],
    ],
    [
      'with a value that does not count',
      { key: 'a', operator: 'Exists', value: 'b' },
      [`operator: Invalid value: "b": value must be empty when \`operator\` is 'Exists'`],
    ],
    [
      'for a time, of something that does not evict',
      { key: 'a', tolerationSeconds: 60, effect: 'NoSchedule' },
      [`effect: Invalid value: "NoSchedule": effect must be 'NoExecute' when \`tolerationSeconds\` is set`],
    ],
    [
      'by an operator whose feature is off',
      { key: 'a', operator: 'Lt', value: '5' },
      ['operator: Unsupported value: "Lt": supported values: "Equal", "Exists", "Lt", "Gt"'],
    ],
    [
      'by an unknown operator, of an unknown effect',
      { key: 'a', operator: '==', effect: 'Stop' },
      [
        'operator: Unsupported value: "==": supported values: "Equal", "Exists"',
        'effect: Unsupported value: "Stop": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
      ],
    ],
  ])('%s is refused', (_, toleration, expected) => {
    expect(sentences(validatePod(newPod({ tolerations: [toleration] })))).toEqual(
      expected.map((sentence) => `spec.tolerations[0].${sentence}`),
    );
  });
});
