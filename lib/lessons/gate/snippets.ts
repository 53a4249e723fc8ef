/** The YAML in the prose is YAML, and a whole manifest is one that the API server takes, unless it is marked `wrong`. */
import { parseYaml } from '@/lib/yaml';
import { judgeFiles } from './judge';
import type { Fence, Outline } from './outline';

export function snippetFaults({ fences }: Outline): string[] {
  return fences.filter(({ lang }) => lang === 'yaml').flatMap(faultsOf);
}

function faultsOf({ text, meta, line }: Fence): string[] {
  return saidOf(text, /\bwrong\b/.test(meta)).map((fault) => `line ${line}: ${fault}`);
}

function saidOf(text: string, wrong: boolean): string[] {
  const isWhole = /^apiVersion:/m.test(text) && /^kind:/m.test(text);
  if (!isWhole) return parseYaml(text).documents.flatMap(({ fault }) => fault?.error ?? []);
  const { refusals, remarks } = judgeFiles({ snippet: text });
  if (wrong) return refusals.length > 0 ? [] : ['is marked wrong and is right'];
  return [...refusals.map(({ says }) => says), ...remarks];
}
