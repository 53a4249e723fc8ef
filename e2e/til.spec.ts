/** The notebook: a day as a Markdown file, written, ticked, carried over, taken in and given back byte for byte. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from './test';

const SEED = 'fixtures/seed/220513.md';

async function openDay(page: Page, date: string): Promise<void> {
  await page.goto(`/ko/til?day=${date}`);
  await expect(page.locator('#day-title')).toBeVisible({ timeout: 30_000 });
}

const tasks = (page: Page) =>
  page
    .locator('[data-task]')
    .evaluateAll((rows) =>
      rows.map(
        (row) =>
          `${row.querySelector('input')?.checked === true ? 'x' : '-'} ${row.querySelector('[data-edit]')?.textContent ?? ''}`,
      ),
    );

async function source(page: Page): Promise<string> {
  await page.getByRole('button', { name: '글', exact: true }).click();
  const text = await page.getByRole('textbox', { name: '파일 전체 글' }).inputValue();
  await page.getByRole('button', { name: '보기', exact: true }).click();
  return text;
}

async function addTasks(page: Page, ...texts: string[]): Promise<void> {
  const input = page.getByRole('textbox', { name: '할 일 더하기' });
  for (const text of texts) {
    await input.fill(text);
    await input.press('Enter');
  }
}

test('tasks are added, ticked, moved, edited and deleted by keyboard, and all of it is taken back', async ({
  page,
}) => {
  await openDay(page, '2022-05-13');
  await addTasks(page, '첫 할일', '둘째', '셋째');
  await page.getByRole('checkbox', { name: '둘째' }).press('Space');
  expect(await tasks(page)).toEqual(['- 첫 할일', 'x 둘째', '- 셋째']);
  await page.getByRole('button', { name: '고치기: 셋째' }).press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => tasks(page)).toEqual(['- 셋째', '- 첫 할일', 'x 둘째']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.type(' 고침');
  await page.keyboard.press('Enter');
  await expect.poll(() => tasks(page)).toEqual(['- 셋째 고침', '- 첫 할일', 'x 둘째']);
  await page.keyboard.press('Delete');
  await expect.poll(() => tasks(page)).toEqual(['- 첫 할일', 'x 둘째']);
  await page.getByRole('status').getByRole('button', { name: '되돌리기' }).click();
  await expect.poll(() => tasks(page)).toEqual(['- 셋째 고침', '- 첫 할일', 'x 둘째']);
  await page.reload();
  await expect.poll(() => tasks(page)).toEqual(['- 셋째 고침', '- 첫 할일', 'x 둘째']);
});

test('a post is imported and exported without a changed byte', async ({ page }) => {
  await openDay(page, '2022-05-13');
  await page.setInputFiles('input[type=file]', {
    name: '2022-05-13-til.md',
    mimeType: 'text/markdown',
    buffer: readFileSync(SEED),
  });
  await expect
    .poll(() => tasks(page))
    .toEqual(['x 220513 TIL 작성', '- Udemy 4회 풀기', 'x 쿠버네티스 사전준비', 'x 도커/쿠버네티스 교재읽기']);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Jekyll 글로/ }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('2022-05-13-til.md');
  expect(readFileSync(await file.path()).equals(readFileSync(SEED))).toBe(true);
});

test('an open task of an earlier day is carried over, and the old line says so', async ({ page }) => {
  await openDay(page, '2022-05-13');
  await addTasks(page, 'Udemy 4회 풀기');
  await openDay(page, '2022-05-14');
  await page.getByRole('button', { name: '골라서 가져오기' }).click();
  await page.getByRole('button', { name: /개 가져오기/ }).click();
  await expect.poll(() => tasks(page)).toEqual(['- Udemy 4회 풀기']);
  await openDay(page, '2022-05-13');
  expect(await source(page)).toContain('- [>] Udemy 4회 풀기');
});

test('a hostile note is shown and harms nothing', async ({ page }) => {
  await openDay(page, '2022-05-13');
  await page.getByRole('button', { name: '글', exact: true }).click();
  const area = page.getByRole('textbox', { name: '파일 전체 글' });
  await area.fill(
    '### 수업 정리\n\n<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) ![y](https://example.com/y.png)\n',
  );
  await page.getByRole('button', { name: '보기', exact: true }).click();
  await expect(page.locator('article')).toContainText('수업 정리');
  await expect(page.locator('article script, article img, article a[href^="javascript"]')).toHaveCount(0);
});

test('two tabs write into one day', async ({ context, page }) => {
  await openDay(page, '2022-05-13');
  await addTasks(page, '이 탭에서');
  const other = await context.newPage();
  await openDay(other, '2022-05-13');
  await addTasks(other, '다른 탭에서');
  await expect(page.getByRole('checkbox', { name: '다른 탭에서' })).toBeVisible();
});

test('a date that is none is said, with a way to today', async ({ page }) => {
  await page.goto('/ko/til?day=2022-02-30');
  await expect(page.getByRole('heading', { name: /날짜가 아니에요/ })).toBeVisible();
  await page.getByRole('link', { name: '오늘 노트로' }).click();
  await expect(page.locator('#day-title')).toBeVisible();
});
