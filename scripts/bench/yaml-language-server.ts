/** yaml-language-server's validation over the same texts, with a JSON schema of the same structure (seven kinds). */
import { createRequire } from 'node:module';
import { getLanguageService } from 'yaml-language-server';
import { readOpenApi, referenceOf, type OpenApiProperty } from '../generate/openapi';

const KINDS = [
  'core.v1.Pod',
  'core.v1.Service',
  'core.v1.ConfigMap',
  'core.v1.Secret',
  'core.v1.Namespace',
  'apps.v1.Deployment',
  'apps.v1.ReplicaSet',
];

interface TextDocumentModule {
  TextDocument: { create(uri: string, languageId: string, version: number, text: string): never };
}

/** Validates a text and resolves to the number of faults found. */
export function languageServer(): (text: string) => Promise<number> {
  const require = createRequire(import.meta.resolve('yaml-language-server'));
  const { TextDocument } = require('vscode-languageserver-textdocument') as TextDocumentModule;
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error('no network')),
    workspaceContext: { resolveRelativePath: (relative) => relative },
  });
  service.configure({
    validate: true,
    isKubernetes: true,
    schemas: [{ uri: 'kubernetes://schema', fileMatch: ['*.yaml'], schema: jsonSchema() }],
  });
  let version = 0;
  return async (text) => {
    version += 1;
    const found = await service.doValidation(TextDocument.create('file:///manifest.yaml', 'yaml', version, text), true);
    return found.length;
  };
}

function jsonSchema(): unknown {
  const types = readOpenApi();
  const shape = (property: OpenApiProperty): unknown => {
    const reference = referenceOf(property);
    if (reference?.endsWith('IntOrString') || reference?.endsWith('Quantity')) return { type: ['string', 'number'] };
    if (reference?.endsWith('Time')) return { type: 'string' };
    if (reference !== undefined) return { $ref: `#/definitions/${reference}` };
    return {
      type: property.type,
      ...(property.enum ? { enum: property.enum } : {}),
      ...(property.items ? { items: shape(property.items) } : {}),
      ...(property.additionalProperties ? { additionalProperties: shape(property.additionalProperties) } : {}),
    };
  };
  const definitions = Object.fromEntries(
    [...types].map(([name, type]) => {
      const identity = type['x-kubernetes-group-version-kind']?.[0];
      const fields = Object.entries(type.properties ?? {}).map(([field, property]) => [field, shape(property)]);
      const properties: Record<string, unknown> = Object.fromEntries(fields);
      if (identity) {
        properties['kind'] = { type: 'string', enum: [identity.kind] };
        properties['apiVersion'] = {
          type: 'string',
          enum: [[identity.group, identity.version].filter((part) => part !== '').join('/')],
        };
      }
      return [
        name,
        {
          type: 'object',
          properties,
          required: type.required ?? [],
          ...(type.properties ? { additionalProperties: false } : {}),
        },
      ];
    }),
  );
  return { definitions, oneOf: KINDS.map((kind) => ({ $ref: `#/definitions/io.k8s.api.${kind}` })) };
}
