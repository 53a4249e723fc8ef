/** No violation of what axe checks, on each kind of page, in both themes, both languages, wide and narrow. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test';

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
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(({ id, nodes }) => ({ id, targets: nodes.map((node) => node.target.join(' ')) })),
          ).toEqual([]);
        });
      }
    }
  }
}
