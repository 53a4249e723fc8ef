/**
 * Who is given what by a RoleBinding or a ClusterRoleBinding. Models what ValidateRoleBinding and
 * ValidateClusterRoleBinding share, and ValidateRoleBindingSubject (pkg/apis/rbac/validation).
 */
import type { FieldError } from '../field/error';
import { invalid, notSupportedText, required } from '../field/error';
import { internalValue } from '../field/internal';
import { FieldPath } from '../field/path';
import type { RoleRef, Subject } from '../schema/generated/types';
import { dnsSubdomainFaults, pathSegmentFaults } from './names';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';
const ROLE_REF = FieldPath.of('roleRef');
const SUBJECTS = FieldPath.of('subjects');

/** @param kinds what may be given */
export function validateRoleRef(ref: RoleRef = {}, kinds: readonly string[], errors: FieldError[]): void {
  const { apiGroup = '', kind = '', name = '' } = ref;
  if (apiGroup !== RBAC_GROUP) errors.push(notSupportedText(ROLE_REF.child('apiGroup'), apiGroup, [RBAC_GROUP]));
  if (!kinds.includes(kind)) errors.push(notSupportedText(ROLE_REF.child('kind'), kind, kinds));
  const path = ROLE_REF.child('name');
  if (name === '') errors.push(required(path));
  for (const fault of pathSegmentFaults(name)) errors.push(invalid(path, name, fault));
}

/** What was given stays; a binding to another role is another binding. */
export function validateSameRoleRef(ref: RoleRef = {}, live: RoleRef = {}, errors: FieldError[]): void {
  if (ref.apiGroup === live.apiGroup && ref.kind === live.kind && ref.name === live.name) return;
  errors.push(invalid(ROLE_REF, internalValue('RoleRef', ref), 'cannot change roleRef'));
}

/** @param scope of the binding: only one that is in a namespace gives a ServiceAccount a namespace */
export function validateSubjects(
  subjects: readonly Subject[] = [],
  scope: 'namespaced' | 'cluster',
  errors: FieldError[],
): void {
  subjects.forEach((subject, at) => validateSubject(subject, scope, SUBJECTS.index(at), errors));
}

function validateSubject(
  { kind = '', name = '', namespace = '', apiGroup = '' }: Subject,
  scope: 'namespaced' | 'cluster',
  path: FieldPath,
  errors: FieldError[],
): void {
  const here = path.child('apiGroup');
  if (name === '') errors.push(required(path.child('name')));
  switch (kind) {
    case 'ServiceAccount':
      for (const fault of name === '' ? [] : dnsSubdomainFaults(name)) {
        errors.push(invalid(path.child('name'), name, fault));
      }
      if (apiGroup !== '') errors.push(notSupportedText(here, apiGroup, ['']));
      if (scope === 'cluster' && namespace === '') errors.push(required(path.child('namespace')));
      return;
    case 'User':
    case 'Group':
      if (apiGroup !== RBAC_GROUP) errors.push(notSupportedText(here, apiGroup, [RBAC_GROUP]));
      return;
    default:
      errors.push(notSupportedText(path.child('kind'), kind, ['ServiceAccount', 'User', 'Group']));
  }
}
