/**
 * kubectl, as far as it goes without a cluster: a text goes in, what kubectl would print and return comes out.
 *
 *     createFromText(text, 'pod.yaml')    // → { exit: 0, stdout: 'pod/web\n', stderr: '', objects: […] }
 */
export { createFromText, type CreateResult } from './create/create';
