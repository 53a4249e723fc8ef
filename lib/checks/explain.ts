/** Words a failed check: the lesson's text with the learner's own values in it. */
import type { CompiledCheck } from './compile';
import type { CheckedManifest, LocalText, Placeholder } from './definition';
import { resolvePath, type ResolvedPath } from './path';
import { quote, quoteList } from './quote';
import { textAt } from './value';

const absent: LocalText = {
  en: 'There is no {kind} here yet.',
  ko: '아직 {kind} 매니페스트가 없어요.',
};
const absentName: LocalText = {
  en: 'No {kind} is named `{name}` yet.',
  ko: '아직 `{name}` 이름의 {kind} 매니페스트가 없어요.',
};
const otherName: LocalText = {
  en: 'No {kind} is named `{name}`. {kind} names in your files: {names}.',
  ko: '`{name}` 이름의 {kind} 매니페스트가 없어요. 지금 있는 {kind} 이름: {names}.',
};

const absentFromCluster: LocalText = {
  en: 'The cluster has no {kind} yet. Apply your files first.',
  ko: '클러스터에 아직 {kind} 오브젝트가 없어요. 먼저 파일을 적용해 보세요.',
};
const absentNameFromCluster: LocalText = {
  en: 'The cluster has no {kind} named `{name}` yet. Apply your files first.',
  ko: '클러스터에 아직 `{name}` 이름의 {kind} 오브젝트가 없어요. 먼저 파일을 적용해 보세요.',
};

type Language = keyof LocalText;

export function explain(
  check: CompiledCheck,
  manifests: readonly CheckedManifest[],
  manifest: CheckedManifest | undefined,
): LocalText {
  const { find, message, missing, absent: ownAbsent, over } = check.definition;
  const resolved = resolvePath(check.at, manifest?.object);
  const sameKind = manifests.filter(({ object }) => find === undefined || textAt(object, 'kind') === find.kind);
  const names = sameKind.flatMap(({ object }) => textAt(object, 'metadata', 'name') ?? []);

  let text = message;
  if ((find || over === 'traffic') && !manifest)
    text = ownAbsent ?? (over === 'cluster' ? clusterText(find?.name) : absentText(find?.name, names));
  else if (manifest && (!resolved.exists || resolved.value === null)) text = missing ?? message;

  const values = (language: Language): Record<Placeholder, string> => ({
    value: quoteValue(resolved, language),
    keys: quoteList(Object.keys(resolved.map ?? {}), language),
    name: find?.name ?? textAt(manifest?.object, 'metadata', 'name') ?? '',
    kind: find?.kind ?? '',
    file: manifest?.file ?? find?.file ?? '',
    names: quoteList(names, language),
    count: String(sameKind.length),
  });
  return { en: fill(text.en, values('en')), ko: fill(text.ko, values('ko')) };
}

function absentText(name: string | undefined, names: readonly string[]): LocalText {
  if (name === undefined) return absent;
  return names.length === 0 ? absentName : otherName;
}

function clusterText(name: string | undefined): LocalText {
  return name === undefined ? absentFromCluster : absentNameFromCluster;
}

function quoteValue(resolved: ResolvedPath, language: Language): string {
  return resolved.exists ? quote(resolved.value) : quoteList([], language);
}

/** One pass, so that a value that looks like a placeholder stays what it is. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
