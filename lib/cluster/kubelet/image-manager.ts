/**
 * Images on a node. Models pkg/kubelet/images image_manager.go: policies, back-off, and the events in its words; images that
 * needed a pull Secret are not given to Pods without one (KubeletEnsureSecretPulledImages, in its rough form).
 *
 * Not modelled: one pull at a time (all go at once, and who asks for what is being pulled waits for that), garbage
 * collection of images, credential providers of clouds.
 */
import type { Stored, types } from '@/lib/kube';
import type { Image } from '../images/process';
import { backOffEnd, nextBackOff } from './back-off';
import { formatDuration } from './durations';
import { containerEvent, type Engine } from './engine';
import { pullCredentials } from './pull-credentials';
import type { ContainerRecord, NodeRecord } from './state';

/** How many bytes come in a millisecond, and what a pull takes before the first. */
const BYTES_PER_MS = 70_000;
const BEFORE_FIRST_BYTE = 700;
const WHAT_IS_THERE = 450;

/** `nginx` is `nginx:latest`; what names a digest stays. */
export function withTag(reference: string): string {
  if (reference.includes('@')) return reference;
  return reference.slice(reference.lastIndexOf('/') + 1).includes(':') ? reference : `${reference}:latest`;
}

export type Beginning = { readonly ready: true } | { readonly pullingUntil: number } | { readonly failed: true };

/** Looks whether there is something to pull. Says what the real one says, and writes down why not. */
export function beginPull(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  container: types.Container,
  record: ContainerRecord,
): Beginning {
  const { name = '', image: written = '', imagePullPolicy: policy } = container;
  const now = engine.clock.now();
  const reference = withTag(written);
  const known = node.images[reference];
  if (policy !== 'Always' && known && (!known.isPrivate || (pod.spec?.imagePullSecrets ?? []).length > 0)) {
    const words = `Container image "${written}" already present on machine and can be accessed by the pod`;
    containerEvent(engine, pod, name, 'Normal', 'Pulled', words);
    return { ready: true };
  }
  if (/[A-Z]/.test(reference.replace(/[@:][^/]*$/, '')) || /\s/.test(reference)) {
    const why = `Failed to apply default image tag "${written}": couldn't parse image name "${written}": invalid reference format`;
    containerEvent(engine, pod, name, 'Warning', 'InspectFailed', why);
    return failing(engine, pod, name, record, 'InvalidImageName', why);
  }
  if (policy === 'Never' && !known) {
    const why = `Container image "${written}" is not present with pull policy of Never`;
    containerEvent(engine, pod, name, 'Warning', 'ErrImageNeverPull', why);
    return failing(engine, pod, name, record, 'ErrImageNeverPull', why);
  }
  const end = record.pullBackOff && backOffEnd(record.pullBackOff, record.pullBackOff.updated);
  if (end !== undefined && end > now) {
    backOffPull(engine, pod, name, written, record, end);
    return { failed: true };
  }
  containerEvent(engine, pod, name, 'Normal', 'Pulling', `Pulling image "${written}"`);
  const pull = engine.registry.pull(written, pullCredentials(engine.client, pod).credentials);
  const size = 'image' in pull ? pull.image.sizeBytes : 0;
  const own = pullDuration(engine, pod, size, known !== undefined);
  const until = Math.max(node.pulls[reference] ?? 0, engine.pods.align(now + own));
  node.pulls[reference] = until;
  return { pullingUntil: until };
}

/** At the end of a pull: the image is there, or why it is not stands in the record. */
export function endPull(
  engine: Engine,
  node: NodeRecord,
  pod: Stored<'v1/Pod'>,
  container: types.Container,
  record: ContainerRecord,
  began: number,
): boolean {
  const { name = '', image: written = '' } = container;
  const now = engine.clock.now();
  const reference = withTag(written);
  if ((node.pulls[reference] ?? 0) <= now) delete node.pulls[reference];
  const { credentials, missing } = pullCredentials(engine.client, pod);
  if (missing.length > 0) {
    const words = `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`;
    engine.recorder(pod.spec?.nodeName ?? '').event(pod, 'Warning', 'FailedToRetrieveImagePullSecret', words);
  }
  const pull = engine.registry.pull(written, credentials);
  if ('failed' in pull) {
    const canonical = canonicalName(reference);
    // A code that says nothing (Unknown) is left out.
    const code = pull.failed.endsWith(': not found') ? 'rpc error: code = NotFound desc = ' : '';
    const error = `${code}failed to pull and unpack image "${canonical}": ${pull.failed}`;
    containerEvent(engine, pod, name, 'Warning', 'Failed', `Failed to pull image "${written}": ${error}`);
    record.pullBackOff = nextBackOff(record.pullBackOff, now, now);
    record.pullError = `ErrImagePull: ${error}`;
    failing(engine, pod, name, record, 'ErrImagePull', error);
    // The next sync comes soon, and finds that it has to wait.
    engine.pods.add(pod.metadata.uid, now + 1000 * engine.config.latency);
    return false;
  }
  const { image } = pull;
  const isPrivate = credentials.size > 0 && 'failed' in engine.registry.pull(written, new Map());
  const own = pullDuration(engine, pod, image.sizeBytes, node.images[reference] !== undefined);
  keepImage(engine, node, reference, image, isPrivate);
  const words = `Successfully pulled image "${written}" in ${durations(now - began, own)}. Image size: ${image.sizeBytes} bytes.`;
  containerEvent(engine, pod, name, 'Normal', 'Pulled', words);
  record.pullBackOff = undefined;
  record.pullError = undefined;
  return true;
}

/** It is noticed at the next tick; what is told is how long it was, and how long with the pull that it waited for. */
function durations(passed: number, own: number): string {
  const took = Math.min(passed, own);
  const whole = passed - took > 200 ? passed : took;
  return `${formatDuration(took)} (${formatDuration(whole)} including waiting)`;
}

/** In milliseconds. No two are quite the same: a Pod's uid decides, by a tenth more or less. */
function pullDuration(engine: Engine, pod: Stored<'v1/Pod'>, size: number, isKnown: boolean): number {
  const chance = (Number.parseInt(pod.metadata.uid.slice(0, 4), 16) || 0) / 65_536;
  const bytes = isKnown ? -WHAT_IS_THERE : size / BYTES_PER_MS;
  return Math.round(engine.config.latency * (BEFORE_FIRST_BYTE + bytes) * (0.9 + chance / 5));
}

/** The image with its programs; after a load it is fetched again. */
export function imageOf(engine: Engine, pod: Stored<'v1/Pod'>, written: string): Image | undefined {
  const reference = withTag(written);
  const known = engine.images.get(reference);
  if (known) return known;
  const loaded = engine.registry.loaded?.(written);
  if (loaded) return loaded;
  const pull = engine.registry.pull(written, pullCredentials(engine.client, pod).credentials);
  if ('failed' in pull) return undefined;
  engine.images.set(reference, pull.image);
  return pull.image;
}

/** Brings an image to a node, past every registry: `minikube image load`. */
export function loadImage(engine: Engine, node: NodeRecord, written: string): void {
  const image = engine.registry.loaded?.(written);
  if (image) keepImage(engine, node, withTag(written), image, false);
}

/** `Back-off pulling image`: said when it begins, and kept as the reason. */
export function backOffPull(
  engine: Engine,
  pod: Stored<'v1/Pod'>,
  name: string,
  image: string,
  record: ContainerRecord,
  end: number,
): void {
  engine.pods.add(pod.metadata.uid, end, { background: true });
  if (record.waiting?.reason === 'ImagePullBackOff') return;
  const words = `Back-off pulling image "${image}"`;
  containerEvent(engine, pod, name, 'Normal', 'BackOff', words);
  const { pullError } = record;
  failing(engine, pod, name, record, 'ImagePullBackOff', pullError ? `${words}: ${pullError}` : words);
}

function failing(
  engine: Engine,
  pod: Stored<'v1/Pod'>,
  name: string,
  record: ContainerRecord,
  reason: string,
  message: string,
): Beginning {
  containerEvent(engine, pod, name, 'Warning', 'Failed', `Error: ${reason}`);
  record.waiting = { reason, message };
  record.waitingSince = engine.clock.now();
  return { failed: true };
}

function keepImage(engine: Engine, node: NodeRecord, reference: string, image: Image, isPrivate: boolean): void {
  engine.images.set(reference, image);
  const tag = /[@:][^@:/]*$/.exec(reference)?.[0] ?? ':latest';
  node.images[reference] = {
    name: reference.includes('@') ? canonicalName(reference) : `${image.repository}${tag}`,
    id: `${image.repository}@${image.digest}`,
    sizeBytes: image.sizeBytes,
    ...(isPrivate ? { isPrivate } : {}),
  };
  engine.changed(`Image ${node.name}/${reference}`);
}

/** `docker.io/library/nginx:1.27` of `nginx:1.27`. */
function canonicalName(reference: string): string {
  const [host = '', ...rest] = reference.split('/');
  if (rest.length === 0) return `docker.io/library/${reference}`;
  return host.includes('.') || host.includes(':') || host === 'localhost' ? reference : `docker.io/${reference}`;
}
