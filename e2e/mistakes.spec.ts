/** Twelve wrong files of twelve kinds of mistakes: what is marked, what the server says, what it means, what mends it. */
import { expect, openLesson, test, type Locator, type Workspace } from './test';

interface Mistake {
  name: string;
  text: string;
  /** What the squiggle lies under; for advice there is none. */
  marked: string | undefined;
  says: string | undefined;
  means: { en: string; ko: string };
  fix: { en: string; ko: string };
  /** The line that the fix writes. */
  mended: string;
}

const container = '      containers:\n        - name: web\n          image: nginx:1.27\n';
const deployment = (rest: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${rest}`;
const selecting =
  '  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n';
const pod = (rest: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n${rest}`;

const mistakes: readonly Mistake[] = [
  {
    name: 'a tab',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: web\n',
    marked: undefined,
    says: 'found character that cannot start any token',
    means: { en: 'indented with a tab', ko: '이 줄은 탭으로 들여 썼어요' },
    fix: { en: 'Replace tabs', ko: '탭을 스페이스 두 칸으로' },
    mended: '  name: web',
  },
  {
    name: 'no space after the colon',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name:web\n',
    marked: 'name:web',
    says: 'cannot unmarshal string into Go struct field metadataOnlyObject.metadata',
    means: { en: 'There is no space after the colon of name:', ko: 'name: 콜론 뒤에 스페이스가 없어서' },
    fix: { en: 'Put a space after the colon', ko: '콜론 뒤에 스페이스 넣기' },
    mended: '  name: web',
  },
  {
    name: 'a misspelt field',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadeta:\n  name: web\n',
    marked: 'metadeta',
    says: 'unknown field "metadeta"',
    means: { en: 'Did you mean metadata?', ko: 'metadata를 쓰려던 건가요?' },
    fix: { en: 'Rename it to metadata', ko: 'metadata로 바꾸기' },
    mended: 'metadata:',
  },
  {
    name: 'a field at the wrong level',
    text: deployment(`${selecting}    spec:\n${container}replicas: 2 # two\n`),
    marked: 'replicas',
    says: 'unknown field "replicas"',
    means: { en: 'does not belong here but to spec', ko: '여기가 아니라 spec에 있어야 해요' },
    fix: { en: 'Move it to spec.replicas', ko: 'spec.replicas' },
    mended: '  replicas: 2 # two',
  },
  {
    name: 'a map where a list is due',
    text: deployment(`${selecting}    spec:\n      containers:\n        name: web\n        image: nginx:1.27\n`),
    marked: 'containers',
    says: 'cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
    means: { en: 'the dash before its first field is missing', ko: '첫 필드 앞에 대시가 빠졌어요' },
    fix: { en: 'Make it the first item of a list', ko: '리스트의 첫 항목으로 만들기' },
    mended: '        - name: web',
  },
  {
    name: 'a Deployment in v1',
    text: deployment(`${selecting}    spec:\n${container}`).replace('apps/v1', 'v1'),
    marked: 'Deployment',
    says: 'no matches for kind "Deployment" in version "v1"',
    means: { en: 'Deployment does not live in v1', ko: 'Deployment는 v1에 없어요' },
    fix: { en: 'Write apps/v1', ko: 'apps/v1로 바꾸기' },
    mended: 'apiVersion: apps/v1',
  },
  {
    name: 'a selector that finds no Pods',
    text: deployment(`${selecting.replace('        app: web', '        app: wep')}    spec:\n${container}`),
    marked: 'app: wep',
    says: '`selector` does not match template `labels`',
    means: { en: 'looks for app: web, but the Pods of this Deployment get app: wep', ko: 'app: web을 찾는데' },
    fix: { en: 'Give the Pods the labels of the selector', ko: 'Pod 라벨을 selector에 맞추기' },
    mended: '        app: web',
  },
  {
    name: 'a variable that YAML reads as a boolean',
    text: pod('      env:\n        - name: DEBUG\n          value: yes\n'),
    marked: 'yes',
    says: 'cannot unmarshal bool into Go struct field EnvVar.spec.containers.env.value of type string',
    means: { en: 'YAML reads a bare yes as the boolean true', ko: 'yes를 YAML은 불리언 true로 읽어요' },
    fix: { en: 'Put it in quotes', ko: '따옴표로 감싸기' },
    mended: '          value: "yes"',
  },
  {
    name: 'a unit that is none',
    text: pod('      resources:\n        limits:\n          memory: 128MB\n'),
    marked: '128MB',
    says: 'quantities must match the regular expression',
    means: { en: 'Did you mean 128Mi?', ko: '128Mi를 쓰려던 건가요?' },
    fix: { en: 'Write 128Mi', ko: '128Mi로 바꾸기' },
    mended: '          memory: 128Mi',
  },
  {
    name: 'a Secret in plain text',
    text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  password: hunter2!\n',
    marked: 'hunter2!',
    says: 'illegal base64 data at input byte 7',
    means: { en: 'is plain text, but the values under data are base64', ko: 'data 아래의 값은 base64여야 해요' },
    fix: { en: 'Encode it in base64', ko: 'base64로 인코딩하기' },
    mended: '  password: aHVudGVyMiE=',
  },
  {
    name: 'a path without its type',
    text: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - http:
        paths:
          - path: /
            backend:
              service:
                name: web
                port:
                  number: 80
`,
    marked: 'paths',
    says: 'pathType: Required value: pathType must be specified',
    means: { en: 'Each path of an Ingress says how it is compared', ko: 'Ingress의 path마다 비교 방법을 정해야 해요' },
    fix: { en: 'Add pathType: Prefix', ko: 'pathType: Prefix 넣기' },
    mended: '            pathType: Prefix',
  },
  {
    name: 'a forgotten ---',
    text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: api\n',
    marked: undefined,
    says: undefined,
    means: { en: 'the line --- before it is missing', ko: '그 앞에 --- 줄이 빠졌어요' },
    fix: { en: 'Put --- before it', ko: '앞에 --- 넣기' },
    mended: '---',
  },
];

const FILE = 'mongo-secret.yaml';

for (const locale of ['en', 'ko'] as const) {
  for (const mistake of mistakes) {
    test(`${locale}: ${mistake.name} is marked, explained and mended`, async ({ page }) => {
      const workspace = await openLesson(page, 'secret', locale);
      await workspace.write(FILE, mistake.text);
      const problem = problemOf(workspace, mistake.means[locale]);
      await expect(problem).toBeVisible();
      if (mistake.says !== undefined) await expect(problem).toContainText(mistake.says);
      if (mistake.marked !== undefined) await expect.poll(() => workspace.squiggled()).toContain(mistake.marked);
      if (mistake.says === undefined) await expect(workspace.files.locator('.squiggly-error')).toHaveCount(0);

      await problem.getByRole('button', { name: mistake.fix[locale] }).click();
      await expect(problem).toHaveCount(0);
      expect(await lines(workspace)).toContain(mistake.mended);

      // One step back, as after typing.
      await workspace.editor(FILE).focus();
      await page.keyboard.press('ControlOrMeta+Z');
      await expect(problem).toBeVisible();
    });
  }
}

test('Ctrl+. at a squiggle offers the same fix', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write(FILE, 'apiVersion: v1\nkind: ConfigMap\nmetadeta:\n  name: web\n');
  const problem = problemOf(workspace, 'Did you mean metadata?');
  await problem.getByRole('button', { name: /go there/ }).click();
  await expect(workspace.files.locator('.monaco-editor.focused')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(page.locator('.action-widget').first()).toContainText('Rename it to metadata');
  await page.keyboard.press('Enter');
  await expect(problem).toHaveCount(0);
  expect(await lines(workspace)).toContain('metadata:');
});

function problemOf(workspace: Workspace, means: string): Locator {
  return workspace.problems.getByRole('listitem').filter({ hasText: means });
}

/** The lines that the editor shows. */
async function lines(workspace: Workspace): Promise<string[]> {
  const shown = await workspace.files.locator('.view-line').allTextContents();
  return shown.map((line) => line.replaceAll('\u00A0', ' ').trimEnd());
}
