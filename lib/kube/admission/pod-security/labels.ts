/**
 * What a namespace asks of its Pods, in its labels. Models ValidateNamespace and PolicyToEvaluate
 * (k8s.io/pod-security-admission). The mode `audit` writes to a log that nobody sees here.
 */
import type { FieldError } from '../../field/error';
import { invalid } from '../../field/error';
import type { Namespace } from '../../schema/generated/types';
import { METADATA } from '../../validation/object-meta';
import type { AdmissionRefusal } from '../refusal';
import { refuseInvalid } from '../refusal';

const PREFIX = 'pod-security.kubernetes.io/';
/** Each asks for more than the one before. */
export const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

export type Level = (typeof LEVELS)[number];

/** A level as of a version of Kubernetes: 1.x, or Infinity for the latest. */
export interface Standard {
  readonly level: Level;
  readonly minor: number;
}

/** `restricted:latest`, `baseline:v1.24`. */
export function standardName({ level, minor }: Standard): string {
  return `${level}:${minor === Infinity ? 'latest' : `v1.${minor}`}`;
}

export function validatePodSecurityLabels({ metadata }: Namespace): AdmissionRefusal | undefined {
  const labels = metadata?.labels ?? {};
  const errors: FieldError[] = [];
  const check = (name: string, isGood: (value: string) => boolean, wrong: string): void => {
    const value = labels[PREFIX + name];
    if (value === undefined || isGood(value)) return;
    errors.push(invalid(METADATA.child('labels').key(PREFIX + name), value, wrong));
  };
  for (const mode of ['enforce', 'audit', 'warn']) {
    check(mode, isLevel, `must be one of ${LEVELS.join(', ')}`);
    check(`${mode}-version`, (version) => minorOf(version) !== undefined, 'must be "latest" or "v1.x"');
  }
  return errors.length > 0 ? refuseInvalid('Namespace', metadata, errors) : undefined;
}

/** What is enforced, and what is warned about: by itself the same. A level that is none is taken for the strictest. */
export function standardsOf({ metadata }: Namespace): { enforce: Standard; warn: Standard } {
  const labels = metadata?.labels ?? {};
  const minorIn = (name: string): number => minorOf(labels[PREFIX + name] ?? 'latest') ?? Infinity;
  const { [`${PREFIX}enforce`]: enforced, [`${PREFIX}warn`]: warned } = labels;
  const enforce: Standard = {
    level: enforced === undefined ? 'privileged' : isLevel(enforced) ? enforced : 'restricted',
    minor: minorIn('enforce-version'),
  };
  const isOnlyEnforced = warned === undefined && enforced !== undefined && isLevel(enforced);
  if (isOnlyEnforced && enforced !== 'privileged') {
    const hasVersion = labels[`${PREFIX}warn-version`] !== undefined;
    return { enforce, warn: { level: enforced, minor: hasVersion ? minorIn('warn-version') : enforce.minor } };
  }
  const level = warned !== undefined && isLevel(warned) ? warned : 'privileged';
  return { enforce, warn: { level, minor: minorIn('warn-version') } };
}

function isLevel(level: string): level is Level {
  return LEVELS.some((known) => known === level);
}

function minorOf(version: string): number | undefined {
  if (version === 'latest') return Infinity;
  const minor = /^v1\.(0|[1-9][0-9]*)$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
