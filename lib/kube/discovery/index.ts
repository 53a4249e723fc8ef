/**
 * What the API server serves: groups, versions, resources, their names and verbs. Recorded from Kubernetes 1.36
 * (fixtures/golden/discovery.json); custom resources come from the CustomResourceDefinitions that are handed in, as they
 * are stored.
 *
 *     resourceOf('apps', 'v1', 'deployments', 'scale')     // → a ResourceInfo, or undefined: 404
 *     apiVersions()                                        // GET /api
 *     apiGroupList(definitions)                            // GET /apis
 *     apiGroup('apps', definitions)                        // GET /apis/apps
 *     apiResourceList('apps/v1', definitions)              // GET /api/v1, /apis/apps/v1
 *     customResources(definition)                          // those of one definition, best version first
 *     aggregatedDiscovery('apis', definitions)             // GET /apis as AGGREGATED_DISCOVERY_TYPE, which kubectl asks for
 *
 * Not modelled: storageVersionHash, which only a storage migration reads.
 */
export { AGGREGATED_DISCOVERY_TYPE, aggregatedDiscovery, type ApiGroupDiscoveryList } from './aggregated';
export { customResources, type StoredDefinition } from './custom-resources';
export { apiGroup, apiGroupList, apiResourceList, apiVersions } from './legacy';
export type { ApiGroupAnswer, ApiGroupList, ApiResource, ApiResourceList, ApiVersions } from './legacy';
export { groupVersionOf, type ResourceInfo } from './resource-info';
export { resourceOf, resources } from './resources';
