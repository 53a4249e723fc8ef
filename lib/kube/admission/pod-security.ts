/**
 * Pod Security Standards: the labels of a namespace must be good. Models ValidateNamespace and PolicyToEvaluate
 * (k8s.io/pod-security-admission).
 *
 * Not modelled yet: what `baseline` and `restricted` forbid to Pods. A new cluster has no namespace with such a label.
 */
import type { FieldError } from '../field/error';
import { invalid } from '../field/error';
import type { Namespace } from '../schema/generated/types';
import { METADATA } from '../validation/object-meta';
import type { AdmissionRefusal } from './refusal';
import { refuseInvalid } from './refusal';

const PREFIX = 'pod-security.kubernetes.io/';
const LEVELS = ['privileged', 'baseline', 'restricted'];

export function validatePodSecurityLabels({ metadata }: Namespace): AdmissionRefusal | undefined {
  const labels = metadata?.labels ?? {};
  const errors: FieldError[] = [];
  const check = (name: string, isGood: (value: string) => boolean, wrong: string): void => {
    const value = labels[PREFIX + name];
    if (value === undefined || isGood(value)) return;
    errors.push(invalid(METADATA.child('labels').key(PREFIX + name), value, wrong));
  };
  for (const mode of ['enforce', 'audit', 'warn']) {
    check(mode, (level) => LEVELS.includes(level), `must be one of ${LEVELS.join(', ')}`);
    check(`${mode}-version`, isVersion, 'must be "latest" or "v1.x"');
  }
  return errors.length > 0 ? refuseInvalid('Namespace', metadata, errors) : undefined;
}

function isVersion(version: string): boolean {
  return version === 'latest' || /^v1\.(?:[0-9]|[1-9][0-9]*)$/.test(version);
}
