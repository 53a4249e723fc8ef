/**
 * The images of the simulated cluster: a catalogue of what is on the registries, and what a learner has pushed.
 *
 *     const registry = newRegistry();
 *     registry.pull('mongo:5.0', credentials)      // → { image } or { failed: 'failed to resolve reference …: not found' }
 *     registry.add({ reference: 'my-app:1', from: 'node:22', cmd: ['node', 'server.js'] })
 *
 * `failed` is what follows containerd's `failed to pull and unpack image "<full>": `. Its gRPC code is NotFound where it ends
 * with `: not found` and Unknown everywhere else; the kubelet prints `rpc error: code = NotFound desc = ` for the first and
 * leaves the code out for the second.
 */
export { parseReference, type Reference } from './reference';
export { newRegistry, type BuiltImage, type ImageRegistry, type RegistryOptions } from './registry';
export type * from './process';
