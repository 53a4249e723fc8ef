/** What the editor answers while one types. */
import { expect, openLesson, test } from './test';

test('fields and values are completed for the kind of the document, also while the text is broken', async ({
  page,
}) => {
  const workspace = await openLesson(page, 'pod');
  await workspace.write('web-pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a\nspec:\n');
  await page.keyboard.type('  restartP');
  const suggestions = page.locator('.suggest-widget');
  await expect(suggestions.getByRole('option', { name: /restartPolicy/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(workspace.files).toContainText('restartPolicy:');
  await page.keyboard.press('ControlOrMeta+Space');
  await expect(suggestions.getByRole('option', { name: /OnFailure/ })).toBeVisible();
});

test('hovering a field shows what Kubernetes says of it', async ({ page }) => {
  const workspace = await openLesson(page, 'deployment');
  await workspace.write('web-deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n');
  await workspace.files.getByText('replicas', { exact: true }).hover();
  const hover = page.locator('.monaco-hover').filter({ hasText: 'spec.replicas' });
  await expect(hover).toContainText('integer');
  await expect(hover).toContainText('Number of desired pods');
});

test('checks turn green one by one, and a failing one quotes what was written', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write('mongo-secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: mongo-secrets\n');
  await expect(workspace.checks).toContainText('mongo-secrets');
  await workspace.write('mongo-secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: mongo-secret\n');
  await expect(workspace.checks.locator('[data-done="true"]')).toHaveCount(1);
});

test('hints come one at a time and are remembered', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.checks.getByRole('button', { name: 'Show a hint' }).click();
  await expect(workspace.checks).toContainText('Hint 1 of');
  await workspace.checks.getByRole('button', { name: 'Next hint' }).click();
  await expect(workspace.checks).toContainText('Hint 2 of');
  await page.reload();
  await workspace.ready();
  await expect(workspace.checks).toContainText('Hint 2 of');
});

test('the solution is a comparison until it is taken over, and taking it over is taken back', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write('mongo-secret.yaml', '# mine\n');
  await workspace.files.getByRole('button', { name: 'Compare with the solution' }).click();
  await expect(workspace.files.getByRole('region', { name: /beside one solution/ })).toContainText('Mine −');
  await workspace.files.getByRole('button', { name: 'Take every file over' }).click();
  await workspace.expectDone('name', 'user', 'password', 'deployment');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(workspace.files).toContainText('# mine');
});

test('starting over asks first, and is taken back', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write('mongo-secret.yaml', '# mine\n');
  await workspace.files.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(workspace.files).toContainText('# mine');
  await workspace.files.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
  await expect(workspace.files).not.toContainText('# mine');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(workspace.files).toContainText('# mine');
});

test('a word of the lesson puts the cursor on its field', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await page
    .locator('#prose-pane')
    .getByRole('button', { name: /environment|variables|mongo/i })
    .first()
    .click();
  await expect(workspace.files.locator('.monaco-editor.focused')).toBeVisible();
});

test('a file of my own can be added, and deleting it is taken back', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.files.getByRole('button', { name: 'New file' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('File name').fill('no spaces');
  await expect(dialog).toContainText('A file name ends in');
  await dialog.getByLabel('File name').fill('extra.yaml');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await workspace.write('extra.yaml', 'apiVersion: v1\nkind: PodTemplate\nmetadata:\n  name: later\n');
  await expect(workspace.problems).toContainText('PodTemplate (v1) is not judged yet');
  await workspace.files.getByRole('button', { name: 'Delete extra.yaml' }).click();
  await expect(workspace.files.getByRole('tab', { name: 'extra.yaml' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(workspace.files.getByRole('tab', { name: 'extra.yaml' })).toBeVisible();
});

test('panes are dragged by key, remembered and reset', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  const width = async () => Math.round((await page.locator('#prose-pane').boundingBox())?.width ?? 0);
  const before = await width();
  const handle = page.getByRole('separator', { name: 'Width of the lesson text' });
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await width()).toBe(before + 48);
  await page.reload();
  await workspace.ready();
  expect(await width()).toBe(before + 48);
  await page.getByRole('button', { name: 'Reset the layout' }).click();
  expect(await width()).toBe(before);
});

test('the palette finds a lesson by key, and ? lists the keys', async ({ page }) => {
  await page.goto('/en');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('To the next problem');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('combobox', { name: 'Find' }).fill('secret');
  await expect(page.getByRole('option', { name: /Secret/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/en\/learn\/secret$/);
});
