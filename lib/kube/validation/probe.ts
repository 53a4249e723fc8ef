/**
 * What the kubelet asks or does: probes and lifecycle hooks share their handlers. Models validateProbe, validateHandler
 * and validateLifecycle (pkg/apis/core/validation).
 *
 * Not modelled: lifecycle.stopSignal, whose feature is off in 1.36: the field is dropped before validation.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, placed, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { Container, HTTPGetAction, Lifecycle, Probe, SleepAction } from '../schema/generated/types';
import { validateOptionalEnum } from './enums';
import { httpHeaderFaults } from './names';
import { validateNonNegative, validatePortNumber, validatePortOrName } from './numbers';

type Handler = Pick<Probe, 'exec' | 'httpGet' | 'tcpSocket' | 'grpc'> & { sleep?: SleepAction };

/** The three probes of a container that may have them. */
export function validateProbes(container: Container, path: FieldPath, errors: FieldError[]): void {
  const { livenessProbe, readinessProbe, startupProbe } = container;
  if (livenessProbe) {
    validateProbe(livenessProbe, path.child('livenessProbe'), errors);
    validateSingleSuccess(livenessProbe, path.child('livenessProbe'), errors);
  }
  if (readinessProbe) {
    validateProbe(readinessProbe, path.child('readinessProbe'), errors);
    const grace = readinessProbe.terminationGracePeriodSeconds;
    if (grace !== undefined) {
      const place = path.child('readinessProbe', 'terminationGracePeriodSeconds');
      errors.push(invalid(place, grace, 'must not be set for readinessProbes'));
    }
  }
  if (startupProbe) {
    validateProbe(startupProbe, path.child('startupProbe'), errors);
    validateSingleSuccess(startupProbe, path.child('startupProbe'), errors);
  }
}

function validateProbe(probe: Probe, path: FieldPath, errors: FieldError[]): void {
  validateHandler(probe, undefined, path, errors);
  validateNonNegative(probe.initialDelaySeconds, path.child('initialDelaySeconds'), errors);
  validateNonNegative(probe.timeoutSeconds, path.child('timeoutSeconds'), errors);
  validateNonNegative(probe.periodSeconds, path.child('periodSeconds'), errors);
  validateNonNegative(probe.successThreshold, path.child('successThreshold'), errors);
  validateNonNegative(probe.failureThreshold, path.child('failureThreshold'), errors);
  const grace = probe.terminationGracePeriodSeconds;
  if (grace !== undefined && grace <= 0) {
    errors.push(invalid(path.child('terminationGracePeriodSeconds'), grace, 'must be greater than 0'));
  }
}

function validateSingleSuccess({ successThreshold = 0 }: Probe, path: FieldPath, errors: FieldError[]): void {
  if (successThreshold !== 1) errors.push(invalid(path.child('successThreshold'), successThreshold, 'must be 1'));
}

/** @param gracePeriod the Pod's, which a sleep may not outlast */
export function validateLifecycle(
  { postStart, preStop }: Lifecycle,
  gracePeriod: number | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (postStart) validateHandler(postStart, gracePeriod, path.child('postStart'), errors);
  if (preStop) validateHandler(preStop, gracePeriod, path.child('preStop'), errors);
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** Exactly one; only the first is looked into. */
function validateHandler(
  handler: Handler,
  gracePeriod: number | undefined,
  path: FieldPath,
  errors: FieldError[],
): void {
  const [first, ...more] = HANDLERS.filter((name) => handler[name] !== undefined);
  if (first === undefined) return void errors.push(required(path, 'must specify a handler type'));
  const here = path.child(first);
  switch (first) {
    case 'exec':
      if ((handler.exec?.command?.length ?? 0) === 0) errors.push(required(here.child('command')));
      break;
    case 'httpGet':
      validateHTTPGet(handler.httpGet ?? {}, here, errors);
      break;
    case 'tcpSocket':
      validatePortOrName(handler.tcpSocket?.port, here.child('port'), errors);
      break;
    case 'grpc':
      validatePortNumber(handler.grpc?.port ?? 0, here.child('port'), errors);
      break;
    case 'sleep':
      validateSleep(handler.sleep?.seconds ?? 0, gracePeriod, here, errors);
  }
  for (const name of more) errors.push(forbidden(path.child(name), 'may not specify more than 1 handler type'));
}

function validateHTTPGet(action: HTTPGetAction, path: FieldPath, errors: FieldError[]): void {
  const { path: location = '', port, scheme = '', httpHeaders = [] } = action;
  if (location === '') errors.push(required(path.child('path')));
  validatePortOrName(port, path.child('port'), errors);
  validateOptionalEnum(scheme, ['HTTP', 'HTTPS'], path.child('scheme'), errors);
  httpHeaders.forEach(({ name = '' }, at) => {
    const place = path.child('httpHeaders').index(at).child('name');
    for (const fault of httpHeaderFaults(name)) {
      errors.push(placed(invalid(path.child('httpHeaders'), name, fault), place));
    }
  });
}

function validateSleep(seconds: number, gracePeriod: number | undefined, path: FieldPath, errors: FieldError[]): void {
  if (gracePeriod === undefined || (seconds >= 0 && seconds <= gracePeriod)) return;
  const detail = `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`;
  errors.push(placed(invalid(path, seconds, detail), path.child('seconds')));
}
