/** No violation of what axe checks, on each kind of page, in both themes, both languages, wide and narrow. */
import AxeBuilder from '@axe-core/playwright';
import { expect, printedBy, test, type Page } from './test';

const pages = [
  { name: 'today', path: '', ready: 'h1' },
  { name: 'lesson', path: '/learn/demo-project', ready: '.monaco-editor .view-line, #files-pane textarea' },
  { name: 'day', path: '/til?day=2022-05-13', ready: 'h1' },
];

for (const { name, path, ready } of pages) {
  for (const locale of ['ko', 'en']) {
    for (const theme of ['light', 'dark'] as const) {
      for (const width of [1440, 390]) {
        test(`${name}, ${locale}, ${theme}, ${width} px`, async ({ page }) => {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
          await page.goto(`/${locale}${path}`);
          await expect(page.locator(ready).first()).toBeAttached({ timeout: 30_000 });
          await page.waitForLoadState('networkidle');
          await expectNothing(page);
        });
      }
    }
  }
}

/** The room is dark in both themes; its words differ by language, its parts by width. */
for (const [locale, width, names] of [
  ['ko', 1440, { list: '목록', picture: '그림', traffic: '요청', breakIt: '고장 내기', cluster: '클러스터' }],
  ['en', 390, { list: 'List', picture: 'Picture', traffic: 'Requests', breakIt: 'Break it', cluster: 'Cluster' }],
] as const) {
  test(`the room in all its views, ${locale}, ${width} px`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`/${locale}/playground`);
    await page.waitForLoadState('networkidle');
    if (width < 900) await page.getByRole('button', { name: names.cluster, exact: true }).click();
    const command = page.locator('#terminal-pane textarea');
    const run = async (line: string) => {
      await command.fill(line);
      await printedBy(page, () => command.press('Enter'));
    };
    await run('kubectl create deployment web --image=nginx:1.29 --replicas=2');
    await run('kubectl create deployment bad --image=ngnix:1.29');
    await run('kubectl expose deployment web --port=80 --type=NodePort');
    const room = page.locator('#room-view');
    await expect(room.getByRole('button', { name: /ErrImagePull|ImagePullBackOff/ }).first()).toBeAttached();
    await expectNothing(page);
    await room
      .getByRole('button', { name: /ErrImagePull|ImagePullBackOff/ })
      .first()
      .click();
    await expectNothing(page);
    await room.getByRole('button', { name: names.list }).click();
    await expectNothing(page);
    await page.getByRole('tab', { name: names.traffic, exact: true }).click();
    await expectNothing(page);
    await page.getByRole('tab', { name: names.breakIt, exact: true }).click();
    await expectNothing(page);
    await run('minikube service web');
    await expect(page.locator('iframe')).toBeVisible();
    await expectNothing(page);
  });
}

async function expectNothing(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map((node) => node.target.join(' ')) }))).toEqual([]);
}
