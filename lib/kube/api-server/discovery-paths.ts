/** What the server says of itself: versions, groups, resources and their structure. */
import {
  AGGREGATED_DISCOVERY_TYPE,
  aggregatedDiscovery,
  apiGroup,
  apiGroupList,
  apiResourceList,
  apiVersions,
  type StoredDefinition,
} from '../discovery';
import {
  OPENAPI_V2_TYPE,
  openApiDocument,
  openApiIndex,
  openApiV2Document,
  openApiV2Json,
  type Descriptions,
} from '../openapi';
import type { ApiRequest } from './request';

export type { Descriptions } from '../openapi';

export interface Found {
  /** An object is sent as JSON, a text and bytes as they are. */
  readonly body: object | string | Uint8Array;
  readonly contentType?: string;
}

/** Undefined where nothing is said. */
export function discover(
  request: ApiRequest,
  segments: readonly string[],
  definitions: readonly StoredDefinition[],
  descriptions: Descriptions | undefined,
): Found | undefined {
  const [root, second, third] = segments;
  switch (root) {
    case 'version':
      // For people: it is spread over lines.
      return { body: JSON.stringify(VERSION, undefined, 2) };
    case 'api':
      if (second !== undefined) return named(apiResourceList(second, definitions));
      return aggregated('api', request, definitions) ?? { body: apiVersions() };
    case 'apis':
      if (second === undefined) return aggregated('apis', request, definitions) ?? { body: apiGroupList(definitions) };
      return named(
        third === undefined ? apiGroup(second, definitions) : apiResourceList(`${second}/${third}`, definitions),
      );
    case 'openapi':
      if (second === 'v2') {
        if (!request.headers['accept']?.includes('proto')) return { body: openApiV2Json(descriptions, definitions) };
        return { body: openApiV2Document(definitions), contentType: OPENAPI_V2_TYPE };
      }
      if (second !== 'v3') return undefined;
      return named(
        third === undefined
          ? openApiIndex(definitions)
          : openApiDocument(segments.slice(2).join('/'), descriptions, definitions),
      );
    default:
      return undefined;
  }
}

function named(body: object | undefined): Found | undefined {
  return body && { body };
}

function aggregated(
  root: 'api' | 'apis',
  { headers }: ApiRequest,
  definitions: readonly StoredDefinition[],
): Found | undefined {
  const accepted = (headers['accept'] ?? '').split(',').map((part) => part.trim());
  const isAsked = accepted.some(
    (part) => part.includes('as=APIGroupDiscoveryList') && part.includes('v=v2') && !part.includes('v2beta1'),
  );
  return isAsked ? { body: aggregatedDiscovery(root, definitions), contentType: AGGREGATED_DISCOVERY_TYPE } : undefined;
}

const VERSION = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3',
  gitCommit: 'unknown',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'go1.26.8',
  compiler: 'gc',
  platform: 'linux/amd64',
};
