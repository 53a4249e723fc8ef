/** GET /openapi/v3: where the documents are. */
import { resources, type StoredDefinition } from '../discovery';
import { openApiPath } from './document';

export interface OpenApiIndex {
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>;
}

/** The hash changes with the document: clients keep what they read under its URL for good. */
export function openApiIndex(definitions: readonly StoredDefinition[] = []): OpenApiIndex {
  const paths = [...new Set(resources(definitions).map(openApiPath))].sort();
  const custom = definitions.length === 0 ? '' : hashOf(definitions);
  const builtIn = new Set(resources().map(openApiPath));
  return {
    paths: Object.fromEntries(
      paths.map((path) => {
        const hash = builtIn.has(path) ? BUILT_IN : custom;
        return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
      }),
    ),
  };
}

/** Of the version that is modelled. */
const BUILT_IN = '13603';

/** FNV-1a over what the definitions say. */
function hashOf(definitions: readonly StoredDefinition[]): string {
  const text = JSON.stringify(definitions.map(({ spec }) => spec));
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).toUpperCase().padStart(8, '0');
}
