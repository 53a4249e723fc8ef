import type { YamlFile } from './model';

export function parseYaml(text: string, previous?: YamlFile): YamlFile {
  return previous?.text === text ? previous : { text, documents: [] };
}
