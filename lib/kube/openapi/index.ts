/**
 * What the API server says of its types: OpenAPI v3, a document for each group version. Made from the one table of their
 * structure (lib/kube/schema); kubectl reads it to explain, to know that the server validates fields, and to compute
 * patches.
 *
 *     openApiIndex(definitions)                                       // GET /openapi/v3
 *     openApiDocument('apis/apps/v1', descriptions, definitions)      // GET /openapi/v3/apis/apps/v1; undefined: 404
 *     openApiV2Document(definitions)                                  // GET /openapi/v2: bytes, of type OPENAPI_V2_TYPE
 *     openApiV2Json(descriptions, definitions)                        // and for who accepts JSON only
 *
 * Descriptions are what public/generated/descriptions.json holds, and may be left out: then fields are explained by their
 * types alone. kubectl asks for v2 when it checks an object itself (a List, an unknown kind). Kinds that are not judged have fields once their structure is learned (learnStructure).
 *
 * Not modelled: x-kubernetes-unions; the documents of roots and groups (`apis/apps`), which hold no types; see
 * also ./operations.
 */
export { openApiDocument, openApiPath, type OpenApiDocument } from './document';
export { openApiIndex, type OpenApiIndex } from './index-document';
export type { Descriptions, Schema } from './schema';
export { OPENAPI_V2_TYPE, openApiV2Document, openApiV2Json, type OpenApiV2Json } from './v2';
