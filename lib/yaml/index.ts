/**
 * YAML as kubectl reads it: a text becomes documents, each with its JSON value, a range for every key and value, and
 * at most one fault in go-yaml's words. It never throws for what a text contains.
 */
export type {
  DuplicateKey,
  TextRange,
  YamlAlias,
  YamlDocument,
  YamlEntry,
  YamlFault,
  YamlFile,
  YamlList,
  YamlMap,
  YamlNode,
  YamlPath,
  YamlScalar,
} from './model';
export { parseYaml } from './parse';
export { positionAt } from './position';
