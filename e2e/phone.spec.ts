/** A phone: one part at a time, a plain text area, the same diagnostics. */
import { expect, test, Workspace } from './test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a learner reads, writes and is checked on a phone', async ({ page }) => {
  await page.goto('/ko/learn/secret');
  const parts = page.getByRole('navigation', { name: '레슨의 부분' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await parts.getByRole('button', { name: '파일' }).tap();
  const workspace = new Workspace(page, 'ko');
  const area = workspace.editor('mongo-secret.yaml');
  await area.fill(
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: mongo-secret\ndata:\n  mongo-password: mongopassword!\n',
  );
  await expect(workspace.problems).toContainText('illegal base64 data at input byte 13');
  const list = await workspace.problems.getByRole('list').boundingBox();
  expect(list?.height, 'problems are seen').toBeGreaterThan(100);
  await expect(workspace.files.locator('pre .decoration-bad')).toHaveText('mongopassword!');
  await parts.getByRole('button', { name: '확인' }).tap();
  await expect(workspace.checks.locator('[data-done="true"]')).toHaveCount(1);
});

test('nothing is wider than the phone', async ({ page }) => {
  for (const path of ['/ko', '/en', '/ko/learn/demo-project', '/en/learn/demo-project', '/ko/til', '/en/til']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, main article')]
        .filter((box) => box.scrollWidth > Math.max(box.clientWidth, 1))
        .map((box) => `${box.tagName} ${box.scrollWidth}`),
    );
    expect(wide, path).toEqual([]);
  }
});
