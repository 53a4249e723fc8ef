/**
 * Statuses that others than the cluster's own components write. Models ValidateDeploymentStatus,
 * ValidateReplicaSetStatus, ValidateReplicationControllerStatus, ValidateStatefulSetStatus, ValidateDaemonSetStatus (pkg/apis/apps/validation) and the addresses
 * of ValidatePodStatusUpdate (pkg/apis/core/validation).
 *
 * Not modelled: Jobs, whose rules hang together with their controller; container statuses.
 */
import { invalid, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { isObject, type JsonObject } from '../json-object';
import type { Kind } from '../schema';
import { validateIP } from '../validation/ip';

interface Rules {
  /** Never negative, in the order in which they are looked at. */
  readonly counts: readonly string[];
  /** No more than another. */
  readonly bounds: readonly (readonly [field: string, most: string, named: string])[];
}

const REPLICAS = 'status.replicas';

const RULES: Readonly<Record<string, Rules>> = {
  Deployment: {
    counts: [
      'observedGeneration',
      'replicas',
      'updatedReplicas',
      'terminatingReplicas',
      'readyReplicas',
      'availableReplicas',
      'unavailableReplicas',
      'collisionCount',
    ],
    bounds: [
      ['updatedReplicas', 'replicas', REPLICAS],
      ['readyReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'readyReplicas', 'readyReplicas'],
    ],
  },
  ReplicaSet: {
    counts: [
      'replicas',
      'fullyLabeledReplicas',
      'readyReplicas',
      'availableReplicas',
      'terminatingReplicas',
      'observedGeneration',
    ],
    bounds: [
      ['fullyLabeledReplicas', 'replicas', REPLICAS],
      ['readyReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'readyReplicas', 'readyReplicas'],
    ],
  },
  ReplicationController: {
    counts: ['replicas', 'fullyLabeledReplicas', 'readyReplicas', 'availableReplicas', 'observedGeneration'],
    bounds: [
      ['fullyLabeledReplicas', 'replicas', REPLICAS],
      ['readyReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'readyReplicas', 'readyReplicas'],
    ],
  },
  StatefulSet: {
    counts: [
      'replicas',
      'readyReplicas',
      'currentReplicas',
      'updatedReplicas',
      'availableReplicas',
      'observedGeneration',
      'collisionCount',
    ],
    bounds: [
      ['readyReplicas', 'replicas', REPLICAS],
      ['currentReplicas', 'replicas', REPLICAS],
      ['updatedReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'replicas', REPLICAS],
      ['availableReplicas', 'readyReplicas', 'status.readyReplicas'],
    ],
  },
  DaemonSet: {
    counts: [
      'currentNumberScheduled',
      'numberMisscheduled',
      'desiredNumberScheduled',
      'numberReady',
      'observedGeneration',
      'updatedNumberScheduled',
      'numberAvailable',
      'numberUnavailable',
      'collisionCount',
    ],
    bounds: [],
  },
};

export function validateStatus({ kind, group }: Kind, status: unknown): FieldError[] {
  const given = isObject(status) ? status : {};
  if (kind === 'Pod' && group === '') return podErrors(given);
  const isReplicated = group === 'apps' || (kind === 'ReplicationController' && group === '');
  const rules = isReplicated ? RULES[kind] : undefined;
  if (!rules) return [];
  const path = FieldPath.of('status');
  const count = (field: string): number => (typeof given[field] === 'number' ? given[field] : 0);
  return [
    ...rules.counts
      .filter((field) => count(field) < 0)
      .map((field) => invalid(path.child(field), count(field), 'must be greater than or equal to 0')),
    ...rules.bounds
      .filter(([field, most]) => count(field) > count(most))
      .map(([field, , named]) => invalid(path.child(field), count(field), `cannot be greater than ${named}`)),
  ];
}

function podErrors({ podIP, podIPs, hostIP, hostIPs }: JsonObject): FieldError[] {
  const addresses = (list: unknown, first: unknown): unknown[] =>
    Array.isArray(list) ? list.map((one: unknown) => (isObject(one) ? one['ip'] : one)) : first ? [first] : [];
  return [
    ...addressErrors('podIPs', addresses(podIPs, podIP)),
    ...addressErrors('hostIPs', addresses(hostIPs, hostIP)),
  ];
}

function addressErrors(field: string, addresses: readonly unknown[]): FieldError[] {
  const errors: FieldError[] = [];
  for (const [at, address] of addresses.entries()) {
    validateIP(typeof address === 'string' ? address : '', FieldPath.of('status', field).index(at), errors);
  }
  return errors;
}
