/** What the objects of several files name of each other: seen, reached, renamed, offered, and missed. */
import { demo, expect, openLesson, test, type Workspace } from './test';

async function writeDemo(workspace: Workspace, changed: Partial<Record<keyof typeof demo, string>> = {}) {
  for (const [file, text] of Object.entries({ ...demo, ...changed })) await workspace.write(file, text);
}

/** Puts the cursor at the end of the first occurrence of a word. */
async function at(workspace: Workspace, file: string, word: string) {
  const { page, files } = workspace;
  await workspace.open(file);
  await workspace.editor(file).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ControlOrMeta+F');
  await files.locator('.find-widget textarea').first().fill(word);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}

test('from a name to its object in another file, and a new name for all ends at once', async ({ page }) => {
  const workspace = await openLesson(page, 'demo-project', 'en');
  await writeDemo(workspace);

  await test.step('both ends are marked, and F12 goes to the other file', async () => {
    await at(workspace, 'webapp.yaml', 'name: mongo-secret');
    await expect(workspace.files.locator('.tied-end')).toHaveCount(2);
    await page.keyboard.press('F12');
    await expect(workspace.files.getByRole('tab', { name: 'mongo-secret.yaml' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(page.getByText(/Ln 4, Col/)).toBeVisible();
    await expect(workspace.files.locator('.tied-end')).toHaveCount(1);
  });

  await test.step('F2 renames it in three files', async () => {
    await page.keyboard.press('F2');
    const input = page.locator('.rename-box input');
    await expect(input).toHaveValue('mongo-secret');
    await input.fill('db-secret');
    await page.keyboard.press('Enter');
    await expect(page.getByText('It is called db-secret now, in 5 places.')).toBeVisible();
    await expect(workspace.files).toContainText('name: db-secret');
    await workspace.open('mongo.yaml');
    await expect(workspace.problems).not.toContainText('db-secret');
  });

  await test.step('and that is taken back as one', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await workspace.open('mongo-secret.yaml');
    await expect(workspace.files).toContainText('name: mongo-secret');
    await workspace.expectDone('settings', 'database');
  });
});

test('a name that cannot be is refused with its reason', async ({ page }) => {
  const workspace = await openLesson(page, 'demo-project', 'en');
  await writeDemo(workspace);
  await at(workspace, 'webapp.yaml', 'key: mongo-user');
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('mongo-password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('There is a `mongo-password` already.')).toBeVisible();
});

test('hovering says what a word is tied to', async ({ page }) => {
  const workspace = await openLesson(page, 'demo-project', 'en');
  await writeDemo(workspace);
  await workspace.open('mongo-config.yaml');
  await workspace.files.getByText('mongo-url', { exact: true }).hover();
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Tied to' });
  await expect(hover).toContainText('Deployment webapp-deployment');
  await expect(hover).toContainText('webapp.yaml:');
});

test('names that exist are offered', async ({ page }) => {
  const workspace = await openLesson(page, 'demo-project', 'en');
  await writeDemo(workspace, { 'webapp.yaml': '' });
  await workspace.write(
    'webapp.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n      envFrom:\n        - secretRef:\n            name:',
  );
  await page.keyboard.type(' mo');
  await expect(page.locator('.suggest-widget').getByRole('option', { name: /mongo-secret/ })).toBeVisible();
});

for (const [locale, sentences] of [
  [
    'ko',
    [
      'selector app: webap에 맞는 Pod 템플릿이 없어요. 파일에 있는 Pod 템플릿 2개의 레이블: app: webapp; app: mongo',
      'Secret 객체 mongo-secret 안에 mongo-pasword 키가 없어요. 있는 키: mongo-user, mongo-password. mongo-password를 쓰려던 건 아닌가요?',
    ],
  ],
  [
    'en',
    [
      'selector app: webap selects none of your 2 Pod templates: app: webapp; app: mongo',
      'The Secret mongo-secret has no key mongo-pasword. It has mongo-user, mongo-password. Is mongo-password meant?',
    ],
  ],
] as const) {
  test(`what leads nowhere is said calmly, with what is there (${locale})`, async ({ page }) => {
    const workspace = await openLesson(page, 'demo-project', locale);
    await writeDemo(workspace, {
      'webapp.yaml': demo['webapp.yaml']
        .replace('  selector:\n    app: webapp\n  ports', '  selector:\n    app: webap\n  ports')
        .replace('key: mongo-password', 'key: mongo-pasword'),
    });
    for (const sentence of sentences) await expect(workspace.problems).toContainText(sentence);
    expect(await workspace.squiggled()).toEqual([]);
    await workspace.problems.getByRole('button', { name: /spec.selector.app/ }).click();
    await expect(workspace.files.locator('.monaco-editor.focused')).toBeVisible();
    await workspace.write('webapp.yaml', demo['webapp.yaml']);
    await expect(workspace.problems).not.toContainText('webap ');
  });
}
