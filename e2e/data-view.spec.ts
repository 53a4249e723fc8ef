/** A file as data, beside the text that it was read from. */
import AxeBuilder from '@axe-core/playwright';
import { expect, openLesson, test, Workspace } from './test';

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    released: 2022-05-13
spec:
  selector:
    app: web
  ports:
    - port: 0120
`;

test('what was read stands beside the text, with what the API server fills in', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write('mongo-secret.yaml', service);
  await workspace.files.getByRole('button', { name: 'Data', exact: true }).click();
  const tree = workspace.files.getByRole('tree', { name: 'mongo-secret.yaml as data' });
  await expect(tree.getByRole('treeitem', { name: /released/ })).toContainText('looks like a date, but is text');
  await expect(tree.getByRole('treeitem', { name: /^port: 80/ })).toContainText(
    '0120 begins with 0, so it is octal: 80',
  );
  await expect(tree.getByRole('treeitem', { name: /targetPort/ })).toContainText('filled in by the API server');
  await expect(workspace.files.locator('.monaco-editor').first()).toBeVisible();
});

test('a row picked by pointer or key selects its text, and the row of the cursor is marked', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'ko');
  await workspace.write('mongo-secret.yaml', service);
  await workspace.files.getByRole('button', { name: '데이터', exact: true }).click();
  const tree = workspace.files.getByRole('tree', { name: '데이터로 본 mongo-secret.yaml' });
  await tree.getByRole('treeitem', { name: /^selector/ }).click();
  await expect(tree).toBeFocused();
  await expect(page.locator('.lesson-status')).toContainText('8행 11열');
  await page.keyboard.press('ArrowDown');
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('app: "web"');
  await expect(page.locator('.lesson-status')).toContainText('9행 13열');
  await page.keyboard.press('Enter');
  await expect(workspace.editor('mongo-secret.yaml')).toBeFocused();
  await page.keyboard.type('app: shop');
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('app: "shop"');
  await workspace.files.getByRole('button', { name: '글', exact: true }).click();
  await expect(tree).toHaveCount(0);
});

test('axe finds nothing in it, in either theme', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write(
    'mongo-secret.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  a: YQ==\n  a: YQ==\n',
  );
  await workspace.files.getByRole('button', { name: 'Data', exact: true }).click();
  await expect(workspace.files.getByRole('treeitem', { name: /namespace/ })).toBeVisible();
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    const { violations } = await new AxeBuilder({ page }).include('#files-pane').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('data takes the place of the text, and a tapped row leads back to it', async ({ page }) => {
    await page.goto('/en/learn/secret');
    await page.getByRole('navigation', { name: 'Parts of the lesson' }).getByRole('button', { name: 'Files' }).tap();
    const workspace = new Workspace(page, 'en');
    const area = workspace.editor('mongo-secret.yaml');
    await area.fill('apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  user: bW9uZ28=\n');
    await workspace.files.getByRole('button', { name: 'Data', exact: true }).tap();
    await expect(area).toBeHidden();
    const row = workspace.files.getByRole('treeitem', { name: /^user/ });
    await expect(row).toContainText('decoded: "mongo"');
    await row.tap();
    await expect(area).toBeFocused();
    const selected = await area.evaluate((element: HTMLTextAreaElement) =>
      element.value.slice(element.selectionStart, element.selectionEnd),
    );
    expect(selected).toBe('user: bW9uZ28=');
  });
});
