/** The sentences for references that lead nowhere: what was looked for, and what is there. */
import type { LocalText } from '../local-text';
import { nearestWord } from '../nearest';
import { withParticles } from '../particles';
import type { Labels } from './end';
import type { PlacedObject } from './graph';

/** More than this of what is there is counted, not listed. */
const LISTED = 5;

export function selectsNone(labels: Labels, pods: readonly PlacedObject[]): LocalText {
  const wanted = written(labels);
  const there = [...new Set(pods.map(({ ends }) => written(ends.podLabels?.labels ?? [])))];
  const labelled = there.filter((text) => text !== '');
  const near = nearestWord(wanted, labelled);
  const sorted = near === undefined ? labelled : [near, ...labelled.filter((text) => text !== near)];
  const noun = nounOf(pods);
  const { length } = pods;
  return {
    en: `selector ${code(wanted)} ${
      length === 1 ? `does not select your ${noun.one}` : `selects none of your ${length} ${noun.many}`
    }: ${listed(sorted, 'no labels yet', '; ')}`,
    ko: `selector ${code(wanted)}에 맞는 ${noun.ko}이 없어요. 파일에 있는 ${noun.ko} ${length}개의 레이블: ${listed(sorted, '아직 없음', '; ')}`,
  };
}

export function otherNamespace(labels: Labels, there: string, here: string): LocalText {
  const wanted = code(written(labels));
  return {
    en: `selector ${wanted} selects nothing: the Pods with these labels are in the namespace \`${there}\`, and this is in \`${here}\`.`,
    ko: `selector ${wanted}에 맞는 Pod은 \`${there}\` 네임스페이스에 있는데 이것은 \`${here}\`에 있어요.`,
  };
}

/** @param there others of the kind; of none, it has to come from somewhere else */
export function noObject(kind: string, name: string, there: readonly string[], near: string | undefined): LocalText {
  if (there.length === 0) {
    return {
      en: `No ${kind} \`${name}\` is in your files: it must be in the cluster before this works.`,
      ko: `\`${name}\`(이)라는 ${kind} 객체가 파일에 없어요. 먼저 클러스터에 있어야 해요.`,
    };
  }
  return {
    en: `No ${kind} \`${name}\` is in your files. There is ${listed(there)}.${meantEn(near)}`,
    ko: `\`${name}\`(이)라는 ${kind} 객체가 파일에 없어요. 있는 것: ${listed(there)}.${meantKo(near)}`,
  };
}

export function objectElsewhere(kind: string, name: string, there: string, here: string): LocalText {
  return {
    en: `The ${kind} \`${name}\` is in the namespace \`${there}\`, and this is in \`${here}\`: names are looked up in one's own namespace.`,
    ko: `${kind} 객체 \`${name}\` 이름은 \`${there}\` 네임스페이스에 있는데 이것은 \`${here}\`에 있어요. 이름은 같은 네임스페이스 안에서 찾아요.`,
  };
}

export function noKey(
  kind: string,
  holder: string,
  key: string,
  there: readonly string[],
  near: string | undefined,
): LocalText {
  return {
    en: `The ${kind} \`${holder}\` has no key \`${key}\`. It has ${listed(there, 'none yet')}.${meantEn(near)}`,
    ko: `${kind} 객체 \`${holder}\` 안에 \`${key}\` 키가 없어요. 있는 키: ${listed(there, '아직 없음')}.${meantKo(near)}`,
  };
}

/** @param standsFor no targetPort is written, and the Service's own port stands for it */
export function noTargetPort(service: string, port: string, open: readonly string[], standsFor: boolean): LocalText {
  const there = listed(open);
  if (standsFor) {
    return {
      en: `Without \`targetPort\` the Service \`${service}\` sends to its own \`port\`, \`${port}\`, but the containers that it selects open ${there}.`,
      ko: `\`targetPort\`가 없으면 Service \`${service}\`은(는) 자기 \`port\`인 \`${port}\`번으로 보내는데, 선택된 컨테이너가 여는 포트는 ${there}이에요.`,
    };
  }
  return {
    en: `The Service \`${service}\` sends to port \`${port}\`, but the containers that it selects open ${there}.`,
    ko: `Service \`${service}\`은(는) \`${port}\`번 포트로 보내는데, 선택된 컨테이너가 여는 포트는 ${there}이에요.`,
  };
}

/** @param named name and, where known, number of each port that has a name */
export function noNamedPort(
  port: string,
  named: readonly { readonly name: string; readonly number: string | undefined }[],
): LocalText {
  const names = named.map(({ name, number }) => code(name) + (number === undefined ? '' : ` (${number})`));
  const near = nearestWord(
    port,
    named.map(({ name }) => name),
  );
  const there = { en: bounded(names, 'none with a name'), ko: bounded(names, '이름 있는 포트 없음') };
  return {
    en: `No container port here is named \`${port}\`. There is ${there.en}.${meantEn(near)}`,
    ko: `여기에 \`${port}\`(이)라는 이름의 컨테이너 포트가 없어요. 있는 것: ${there.ko}.${meantKo(near)}`,
  };
}

export function noServicePort(service: string, port: string, there: readonly string[]): LocalText {
  return {
    en: `The Service \`${service}\` has no port \`${port}\`. It has ${listed(there)}.`,
    ko: `Service 객체 \`${service}\` 안에 \`${port}\` 포트가 없어요. 있는 포트: ${listed(there)}.`,
  };
}

export function notHeadless(service: string): LocalText {
  return {
    en: `The Service \`${service}\` is not headless: without \`clusterIP: None\` the Pods of a StatefulSet get no DNS names of their own.`,
    ko: `Service 객체 \`${service}\` 설정이 headless가 아니에요. \`clusterIP: None\`이 없으면 StatefulSet의 Pod마다 DNS 이름이 생기지 않아요.`,
  };
}

/** The Korean of a sentence with its particles chosen for the names in it. */
export function spoken({ en, ko }: LocalText): LocalText {
  return { en, ko: withParticles(ko) };
}

function written(labels: Labels): string {
  return labels.map(([key, value]) => `${key}: ${value}`).join(', ');
}

function nounOf(pods: readonly PlacedObject[]): { one: string; many: string; ko: string } {
  const bare = pods.filter(({ ends }) => ends.kind === 'Pod').length;
  if (bare === pods.length) return { one: 'Pod', many: 'Pods', ko: 'Pod' };
  if (bare === 0) return { one: 'Pod template', many: 'Pod templates', ko: 'Pod 템플릿' };
  return { one: 'Pod', many: 'Pods and Pod templates', ko: 'Pod과 Pod 템플릿' };
}

function listed(items: readonly string[], none = '', between = ', '): string {
  return bounded(items.map(code), none, between);
}

function bounded(items: readonly string[], none: string, between = ', '): string {
  if (items.length === 0) return none;
  return items.slice(0, LISTED).join(between) + (items.length > LISTED ? ` +${items.length - LISTED}` : '');
}

function meantEn(near: string | undefined): string {
  return near === undefined ? '' : ` Is \`${near}\` meant?`;
}

function meantKo(near: string | undefined): string {
  return near === undefined ? '' : ` \`${near}\`을(를) 쓰려던 건 아닌가요?`;
}

function code(text: string): string {
  return `\`${text}\``;
}
