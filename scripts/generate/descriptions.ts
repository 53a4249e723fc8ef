/**
 * Writes public/generated/descriptions.json: Kubernetes' own documentation of every type that is shipped (schema.ts), by
 * the type's name and the field's; the type's own text stands under ''. Fetched by the page at the first hover.
 *
 * The text is that of the OpenAPI documents of Kubernetes 1.36 (Apache-2.0, see NOTICE), as the doc comments of the
 * declarations of the npm package kubernetes-models carry it; nothing of that package is run.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readOpenApi, root, shortNames } from './openapi';
import { shippedTypes } from './schema';

type Texts = Record<string, string>;

const PACKAGES = ['node_modules/kubernetes-models', 'node_modules/@kubernetes-models/apimachinery'];

/** Kinds are declared without the texts of apiVersion and kind, which are everywhere the same. */
const WITH_TYPE_META = 'IoK8sApimachineryPkgApisMetaV1DeleteOptions';

export function descriptionsSource(): string {
  const shipped = shippedTypes();
  return JSON.stringify(descriptionsOf((name) => shipped.has(name)));
}

/** Writes public/generated/further-descriptions.json: the texts of all other types, which `kubectl explain` shows. */
export function furtherDescriptionsSource(): string {
  const shipped = shippedTypes();
  return JSON.stringify(descriptionsOf((name) => !shipped.has(name)));
}

/** A type whose declaration has no text is left out. */
function descriptionsOf(isWanted: (name: string) => boolean): Record<string, Texts> {
  const declarations = readDeclarations();
  const { apiVersion = '', kind = '' } = textsOf(declarations.get(WITH_TYPE_META) ?? '');
  const typeMeta = { apiVersion, kind };
  const descriptions: Record<string, Texts> = {};
  for (const [full, name] of shortNames(readOpenApi())) {
    if (!isWanted(name)) continue;
    const declaration = declarations.get(camelName(full));
    if (declaration === undefined) throw new Error(`kubernetes-models has no ${full}`);
    const isKind = declaration.includes('extends TypeMeta');
    const texts = { ...textsOf(declaration), ...(isKind && typeMeta) };
    if (Object.keys(texts).length > 0) descriptions[name] = texts;
  }
  return descriptions;
}

/** Every declaration by its full name, `IoK8sApiCoreV1ContainerPort`, which it exports as an alias. */
function readDeclarations(): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of PACKAGES) {
    const directory = path.join(root, folder);
    for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.d.ts') || file.startsWith('_schemas')) continue;
      const text = readFileSync(path.join(directory, file), 'utf8');
      const alias = /\bas I(Io\w+)/.exec(text)?.[1];
      if (alias !== undefined) found.set(alias, text);
    }
  }
  return found;
}

/** `io.k8s.api.core.v1.ContainerPort` → `IoK8sApiCoreV1ContainerPort`. */
function camelName(full: string): string {
  return full
    .split(/[.-]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

function textsOf(declaration: string): Texts {
  const texts: Texts = {};
  const type = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport (?:interface|type|declare)/.exec(declaration)?.[1];
  if (type !== undefined) texts[''] = plain(type);
  for (const [, comment = '', field = ''] of declaration.matchAll(
    / {4}\/\*\*\n((?: {5}\*.*\n)+?) {5}\*\/\n {4}"([^"]+)"/g,
  )) {
    texts[field] = plain(comment);
  }
  return texts;
}

/** The comment's text without what makes it a comment: stars, the escapes of those that are its own, and tags. */
function plain(comment: string): string {
  return comment
    .replace(/^ *\* ?/gm, '')
    .replace(/\n@deprecated\n$/, '')
    .replace(/\\([*/])/g, '$1')
    .trim();
}
