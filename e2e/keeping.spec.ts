/** Nothing typed is lost: reload, two tabs, offline, no storage, a full disk, a newer store, huge pastes. */
import { expect, openLesson, test } from './test';

test('files, the open file and progress are there after a reload', async ({ page }) => {
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write('mongo.yaml', '# kept\n');
  await page.reload();
  await workspace.ready();
  await expect(workspace.files.getByRole('tab', { name: 'mongo.yaml' })).toHaveAttribute('aria-selected', 'true');
  await expect(workspace.files).toContainText('# kept');
});

test('two tabs on one lesson see each other and keep both edits', async ({ context, page }) => {
  const one = await openLesson(page, 'secret', 'en');
  const other = await openLesson(await context.newPage(), 'secret', 'en');
  await one.write('mongo-secret.yaml', 'first line\n');
  await expect(other.files).toContainText('first line');
  await other.editor('mongo-secret.yaml').focus();
  await other.page.keyboard.press('ControlOrMeta+End');
  await other.page.keyboard.type('second line');
  await expect(one.files).toContainText('second line');
  await expect(one.files).toContainText('first line');
});

test('offline once loaded: another lesson opens, is judged and kept', async ({ context, page }) => {
  await page.goto('/en');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    return registration.scope;
  });
  await context.setOffline(true);
  const workspace = await openLesson(page, 'service', 'en');
  await workspace.write('web-service.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: Web}\n');
  await expect(workspace.problems).toContainText('a lowercase RFC 1123 label must consist of');
  await page.reload();
  await workspace.ready();
  await expect(workspace.files).toContainText('kind: Service');
  await context.setOffline(false);
});

test('a browser without storage says so, and the lesson can be worked on', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  const workspace = await openLesson(page, 'secret', 'en');
  await expect(workspace.files.getByRole('alert')).toContainText('keeps nothing for this page');
  await workspace.write('mongo-secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: mongo-secret\n');
  await expect(workspace.checks.locator('[data-done="true"]')).toHaveCount(1);
  await expect(workspace.files.getByRole('button', { name: 'Download my work' })).toBeVisible();
});

test('a full disk is said, and what was typed stays in the tab', async ({ page }) => {
  await page.addInitScript(() => {
    const put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    IDBObjectStore.prototype.add = put;
    IDBObjectStore.prototype.put = put;
  });
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.write('mongo-secret.yaml', '# still here\n');
  await expect(workspace.files.getByRole('alert')).toContainText('The disk is full');
  await expect(workspace.files).toContainText('# still here');
});

test('five megabytes pasted stay usable, and are kept', async ({ page }) => {
  test.setTimeout(120_000);
  const workspace = await openLesson(page, 'secret', 'en');
  await workspace.open('mongo-secret.yaml');
  await workspace.editor('mongo-secret.yaml').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await workspace.paste(`${'key: value # and some more text to fill a line with\n'.repeat(105_000)}last: line\n`);
  await expect(workspace.files).toContainText('This file is larger than 1 MB', { timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('# on top');
  await expect(workspace.files).toContainText('# on top');
  await page.reload();
  await workspace.ready();
  await expect(workspace.files).toContainText('# on top', { timeout: 60_000 });
});
