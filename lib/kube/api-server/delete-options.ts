/**
 * DeleteOptions, from the body of a request or from its query where it has none. Models DeleteResource (apiserver's
 * endpoints/handlers/delete.go) and ValidateDeleteOptions (apimachinery's meta/v1/validation).
 */
import { decode, decodeMessage } from '../decode';
import { invalidTyped, notSupported, type FieldError } from '../field/error';
import { FieldPath } from '../field/path';
import { invalidStatus } from '../field/status';
import { quote } from '../field/print';
import type { JsonObject } from '../json-object';
import { schemaType } from '../schema';
import type { DeleteOptions } from './client';
import { badRequest, type Failure } from './failure';
import { parseInteger } from '../go-number';
import { dryRunErrors } from './query-options';
import { first, flag, type Query } from './request';
import { wordAt } from './word';

export interface Deleting extends DeleteOptions {
  readonly dryRun: boolean;
}

/** @param body undefined where there is none */
export function readDeleteOptions(body: JsonObject | undefined, query: Query): Deleting | Failure {
  const read = body ? decoded(body) : ofQuery(query);
  if ('code' in read) return read;
  const { propagationPolicy: policy, orphanDependents, gracePeriodSeconds, dryRun, preconditions } = read;
  const errors = [...policyErrors(policy, orphanDependents), ...dryRunErrors(dryRun ?? [])];
  if (errors.length > 0) return invalidStatus('DeleteOptions.meta.k8s.io', '', errors);
  return {
    dryRun: (dryRun ?? []).length > 0,
    ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
    ...policyOf(policy, orphanDependents),
    ...(preconditions && { preconditions }),
  };
}

interface Fields {
  propagationPolicy?: string;
  orphanDependents?: boolean;
  gracePeriodSeconds?: number;
  dryRun?: readonly string[];
  preconditions?: { uid?: string; resourceVersion?: string };
}

function decoded(body: JsonObject): Fields | Failure {
  const kind = wordAt(body, 'kind') || 'DeleteOptions';
  if (kind !== 'DeleteOptions') {
    const version = wordAt(body, 'apiVersion') || 'v1';
    return badRequest(
      `no kind ${quote(kind)} is registered for version ${quote(version)} in scheme "pkg/runtime/scheme.go:111"`,
    );
  }
  const type = schemaType('DeleteOptions');
  if (!type) throw new Error('no structure of DeleteOptions');
  const { object, faults } = decode<Fields>(type, body);
  const hard = faults.filter(({ weight }) => weight !== 'strict');
  return hard.length === 0 ? object : badRequest(decodeMessage(hard));
}

function ofQuery(query: Query): Fields | Failure {
  const grace = first(query, 'gracePeriodSeconds');
  const seconds = grace === undefined ? undefined : parseInteger(grace);
  if (typeof seconds === 'string') return badRequest(seconds);
  const policy = first(query, 'propagationPolicy');
  return {
    ...(seconds !== undefined && { gracePeriodSeconds: seconds }),
    ...(policy !== undefined && { propagationPolicy: policy }),
    ...(query.has('orphanDependents') && { orphanDependents: flag(query, 'orphanDependents') }),
    ...(query.has('dryRun') && { dryRun: query.get('dryRun') ?? [] }),
  };
}

const POLICY = FieldPath.of('propagationPolicy');
const POLICIES = ['Foreground', 'Background', 'Orphan'];

function policyErrors(policy: string | undefined, orphanDependents: boolean | undefined): FieldError[] {
  if (policy === undefined) return [];
  const errors: FieldError[] = [];
  if (orphanDependents !== undefined) {
    errors.push(invalidTyped(POLICY, policy, 'orphanDependents and deletionPropagation cannot be both set'));
  }
  if (!POLICIES.includes(policy)) errors.push(notSupported(POLICY, policy, [...POLICIES, 'nil']));
  return errors;
}

/** orphanDependents is the old word for it. */
function policyOf(policy: string | undefined, orphan: boolean | undefined): Pick<DeleteOptions, 'propagationPolicy'> {
  switch (policy) {
    case 'Foreground':
    case 'Background':
    case 'Orphan':
      return { propagationPolicy: policy };
    default:
      return orphan === undefined ? {} : { propagationPolicy: orphan ? 'Orphan' : 'Background' };
  }
}
