/**
 * How an object is changed by part of an object: the three kinds of patches and server-side apply. Pure: what is given is
 * never changed.
 *
 *     jsonPatch(type, live, [{ op: 'replace', path: '/spec/replicas', value: 3 }])      // RFC 6902
 *     mergePatch(type, live, { spec: { replicas: 3 } })                                 // RFC 7386
 *     strategicMergePatch(type, live, { spec: { template: { spec: { containers: [{ name: 'web', image: 'nginx' }] } } } })
 *
 *     serverSideApply({ type, apiVersion, kind, live, applied: manifest, manager: 'kubectl', now })
 *
 * `type` is the GoType of the kind and `live` the object as the server writes it, with its apiVersion and kind. What comes
 * is a document that is still to be decoded, defaulted and judged, or the Status of a refusal.
 *
 *     managedFieldsAfterUpdate({ type, apiVersion, live, next, manager, now })
 *
 * says who manages what once `next` has taken the place of `live` by any other way than apply.
 */
export { serverSideApply, type Applied } from './apply';
export type { Apply } from './applied-part';
export { managedFieldsAfterUpdate, type Update } from './update';
export { jsonPatch } from './json-patch';
export { mergePatch } from './merge-patch';
export { strategicMergePatch } from './strategic-merge';
export type { Patched, PatchedDocument, PatchRefusal } from './patched';
