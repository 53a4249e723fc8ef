/** Lessons without an exercise: their questions are what is done there. And every lesson of the course opens. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './test';

/** The right answers, counted from 0, in the order of the lesson. */
function answersOf(slug: string): number[] {
  const text = readFileSync(`content/lessons/${slug}/lesson.ko.mdx`, 'utf8');
  return [...text.matchAll(/<Recall [^>]*answer="(\d+)"/g)].map((match) => Number(match[1]) - 1);
}

test('a lesson to read is done with its last question, and stays done, in both languages', async ({ page }) => {
  const answers = answersOf('what-is-kubernetes');
  expect(answers.length).toBeGreaterThanOrEqual(4);
  await page.goto('/ko/learn/what-is-kubernetes');
  const questions = page.locator('fieldset');
  await expect(questions).toHaveCount(answers.length);
  const card = page.getByRole('region', { name: '질문' });
  await expect(card.getByRole('status')).toContainText(`${answers.length}`);

  await test.step('a wrong answer does not count', async () => {
    const wrong = answers[0] === 0 ? 1 : 0;
    await questions.first().getByRole('radio').nth(wrong).check();
    await expect(card.getByRole('status').first()).toContainText('0');
  });

  for (const [at, right] of answers.entries()) await questions.nth(at).getByRole('radio').nth(right).check();
  await expect(card).toContainText('모든 질문에 답했어요');

  await page.reload();
  await expect(card).toContainText('모든 질문에 답했어요');
  await page.goto('/en/learn/what-is-kubernetes');
  await expect(page.getByRole('region', { name: 'Questions' })).toContainText('Every question is answered');
});

for (const locale of ['ko', 'en']) {
  test(`every lesson opens (${locale})`, async ({ page }) => {
    for (const slug of readdirSync('content/lessons')) {
      await page.goto(`/${locale}/learn/${slug}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
  });
}
