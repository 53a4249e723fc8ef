/** One operation of an OpenAPI document: what is sent, what is answered. */
import { groupVersionOf, type ResourceInfo } from '../discovery';
import { referenceTo, type GroupVersionKind } from './schema';

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: true;
  readonly schema: { readonly type: string; readonly uniqueItems: true };
}

type Content = Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content; readonly required?: true };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
  readonly 'x-kubernetes-action': string;
  readonly 'x-kubernetes-group-version-kind': GroupVersionKind;
}

/** How a resource's objects are called in the document, by full names. */
export interface ResourceTypes {
  readonly object: string;
  readonly list: string;
  /** The resource's own kind, also where a subresource is of another. */
  readonly kind: string;
  /** Custom resources have no Go struct to merge by. */
  readonly isCustom: boolean;
}

/** What makes one operation differ from another. */
interface Details {
  /** Begins its operationId: `read`. */
  readonly verb: string;
  readonly action: string;
  /** `dryRun`, `limit:integer`. */
  readonly parameters?: readonly string[];
  readonly body?: { readonly type: string; readonly media: readonly string[]; readonly required?: true };
  readonly codes: readonly string[];
  readonly answer: string;
  /** `ForAllNamespaces`. */
  readonly scope?: string;
}

export function operation(info: ResourceInfo, types: ResourceTypes, details: Details): Operation {
  const { action, parameters = [], body, codes, answer } = details;
  // The scale of a custom resource goes by the resource's kind here.
  const apiVersion = types.isCustom ? groupVersionOf(info) : info.apiVersion;
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return {
    operationId: operationId(info, types, details),
    ...(parameters.length > 0 && { parameters: parameters.map(queryParameter) }),
    ...(body && { requestBody: { content: content(body.media, body.type), ...(body.required && { required: true }) } }),
    responses: responses(codes, answer),
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, version, kind: types.isCustom ? types.kind : info.kind },
  };
}

/** `readAppsV1NamespacedDeploymentScale`, `deleteCoreV1CollectionNamespacedPod`. */
function operationId(info: ResourceInfo, { kind }: ResourceTypes, { verb, action, scope }: Details): string {
  const { group, version, namespaced, subresource = '' } = info;
  const words = group.replace(/\.k8s\.io$/, '').split('.');
  const place = group === '' ? 'Core' : words.map(capital).join('');
  const collection = action === 'deletecollection' ? 'Collection' : '';
  const namespace = namespaced && scope === undefined ? 'Namespaced' : '';
  return `${verb}${place}${capital(version)}${collection}${namespace}${kind}${capital(subresource)}${scope ?? ''}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Of `name` or `name:type`. */
export function queryParameter(text: string): Parameter {
  const [name = '', type = 'string'] = text.split(':');
  return { name, in: 'query', schema: { type, uniqueItems: true } };
}

function content(media: readonly string[], type: string): Content {
  return Object.fromEntries(media.map((name) => [name, { schema: { $ref: referenceTo(type) } }]));
}

function responses(codes: readonly string[], type: string): Operation['responses'] {
  const media = ['application/json', 'application/yaml'];
  const answers = codes.map((code) => [code, { description: PHRASES[code] ?? '', content: content(media, type) }]);
  return { ...Object.fromEntries(answers), '401': { description: 'Unauthorized' } };
}

const PHRASES: Readonly<Record<string, string>> = { '200': 'OK', '201': 'Created', '202': 'Accepted' };
