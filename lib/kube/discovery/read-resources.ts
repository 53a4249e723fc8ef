/**
 * The built-in resources, from two generated tables: kinds.ts, and beside it, where a resource has more to say, a line of
 *
 *     :verbs @category name:verbs=group/version/Kind …
 *
 * with a letter for each verb; left out are the verbs that nearly every resource has (of a subresource: get, patch and
 * update), and the kind of a subresource where it is the resource's own.
 */
import { kinds, type Kind } from '../schema';
import { resourceLines } from './generated/resources';
import { groupVersionOf, type ResourceInfo } from './resource-info';

const VERBS: Readonly<Record<string, string>> = {
  c: 'create',
  d: 'delete',
  D: 'deletecollection',
  g: 'get',
  l: 'list',
  p: 'patch',
  u: 'update',
  w: 'watch',
};
const ALL = 'cdDglpuw';
const STATUS = 'gpu';

/** Each resource, and its subresources after it. */
export function readResources(): ResourceInfo[] {
  return kinds.flatMap((kind) => {
    const words = (resourceLines[`${kind.apiVersion}/${kind.kind}`] ?? '').split(' ').filter((word) => word !== '');
    const isOwn = (word: string): boolean => word.startsWith(':') || word.startsWith('@');
    const own = readResource(kind, words.filter(isOwn));
    return [own, ...words.filter((word) => !isOwn(word)).map((word) => readSubresource(own, word))];
  });
}

function readResource(kind: Kind, words: readonly string[]): ResourceInfo {
  const { group, version, resource, namespaced, shortNames, apiVersion } = kind;
  return {
    group,
    version,
    resource,
    singularName: kind.kind.toLowerCase(),
    namespaced,
    kind: kind.kind,
    apiVersion,
    shortNames,
    categories: words.filter((word) => word.startsWith('@')).map((word) => word.slice(1)),
    verbs: verbsOf(words.find((word) => word.startsWith(':'))?.slice(1) ?? ALL),
  };
}

function readSubresource(parent: ResourceInfo, word: string): ResourceInfo {
  const [name = '', kindName] = word.split('=');
  const [subresource = '', letters = STATUS] = name.split(':');
  const [kind = '', version, group] = (kindName ?? parent.kind).split('/').reverse();
  return {
    ...parent,
    subresource,
    singularName: '',
    kind,
    apiVersion: version === undefined ? parent.apiVersion : groupVersionOf({ group: group ?? '', version }),
    shortNames: [],
    categories: [],
    verbs: verbsOf(letters),
  };
}

function verbsOf(letters: string): string[] {
  return letters.split('').map((letter) => VERBS[letter] ?? letter);
}
