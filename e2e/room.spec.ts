/** The room beside the files: what is kept of it, what is shared, and what happens when something is wrong with it. */
import { expect, openLesson, printedBy, test, type Page } from './test';

const DEPLOY = 'kubectl create deployment web --image=nginx:1.29';

test('a cluster, its terminal and its timeline are there after a reload', async ({ page }) => {
  await open(page);
  await run(page, DEPLOY);
  await page.getByRole('button', { name: 'Timeline, snapshots and what changed' }).click();
  await page.getByRole('textbox', { name: 'Name of a snapshot' }).fill('with web');
  await page.keyboard.press('Enter');
  // The cluster is kept with its screen, some time after the last change.
  await run(page, "echo ke''pt now");
  await expect.poll(() => isKept(page, 'kept now'), { timeout: 20_000 }).toBe(true);
  await page.reload();
  await ready(page);
  await expect(page.getByRole('log')).toContainText('deployment.apps/web created');
  expect(await run(page, 'kubectl get deployment web -o name')).toBe('deployment.apps/web');
  for (let count = 0; count < 3; count += 1) await page.getByRole('textbox', { name: 'Command line' }).press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Command line' })).toHaveValue(DEPLOY);
  await run(page, 'kubectl delete deployment web');
  await page.getByRole('button', { name: 'Timeline, snapshots and what changed' }).click();
  await page.getByRole('button', { name: 'Go to with web' }).click();
  expect(await run(page, 'kubectl get deployment web -o name')).toBe('deployment.apps/web');
  await page.getByRole('button', { name: /^Undo: / }).click();
  expect(await run(page, 'kubectl get deployments')).toBe('No resources found in default namespace.');
});

test('a place is shared as a link that asks before it opens, and opening it is taken back', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await run(page, "echo 'kind: none' > shared.yaml");
  await run(page, DEPLOY);
  await page.getByRole('button', { name: 'The cluster as a whole' }).click();
  await page.getByRole('menuitem', { name: 'Share as a link' }).click();
  await expect(page.getByText(/^The link is copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.browser()?.newContext();
  const guest = await other?.newPage();
  if (!guest) throw new Error('There is no second browser.');
  await guest.goto(link);
  await expect(guest.getByRole('dialog')).toContainText('shared.yaml', { timeout: 30_000 });
  expect(guest.url()).not.toContain('#');
  await guest.getByRole('button', { name: 'Open it' }).click();
  await expect(guest.getByRole('tab', { name: 'shared.yaml' })).toBeVisible();
  expect(await run(guest, 'kubectl get deployment web -o name')).toBe('deployment.apps/web');
  await guest.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(guest.getByRole('tab', { name: 'shared.yaml' })).toBeHidden();
  await other?.close();

  await page.goto(link.slice(0, -40));
  await expect(page.getByText(/^The link is damaged/)).toBeVisible();
  expect(await run(page, 'kubectl get deployment web -o name')).toBe('deployment.apps/web');
});

test('a command of a lesson goes to the terminal, and is not run', async ({ page }) => {
  await openLesson(page, 'pod', 'en');
  await ready(page);
  await page.getByRole('button', { name: 'To the terminal' }).first().click();
  const command = page.getByRole('textbox', { name: 'Command line' });
  await expect(command).toBeFocused();
  await expect(command).toHaveValue(/^kubectl /);
});

test('what is pasted of several lines is asked about first, and Ctrl+C ends what never would', async ({ page }) => {
  await open(page);
  const command = page.getByRole('textbox', { name: 'Command line' });
  await command.focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'echo one\necho two\n');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await page.getByRole('button', { name: 'Run them in turn' }).click();
  await expect(page.getByRole('log')).toContainText('two');
  await command.fill('while true; do echo again; done');
  await command.press('Enter');
  await expect(page.getByRole('log')).toContainText('again');
  await page.keyboard.press('Control+C');
  expect(await run(page, 'echo still here')).toBe('still here');
});

async function open(page: Page): Promise<void> {
  await page.goto('/en/playground');
  await ready(page);
}

async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Command line' })).toBeVisible({ timeout: 30_000 });
}

/** Runs a command, and answers what it printed. */
async function run(page: Page, line: string): Promise<string> {
  const command = page.getByRole('textbox', { name: 'Command line' });
  await command.fill(line);
  return printedBy(page, () => command.press('Enter'));
}

/** Whether a text stands in what the browser keeps. */
function isKept(page: Page, text: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
      });
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records: unknown[] = await done(database.transaction(store).objectStore(store).getAll());
        const bytes = records.flatMap((record) =>
          record instanceof Uint8Array ? [record] : Object.values(record ?? {}),
        );
        const isFound = bytes.some(
          (one) => one instanceof Uint8Array && new TextDecoder().decode(one).includes(wanted),
        );
        if (isFound) return true;
      }
      database.close();
    }
    return false;
  }, text);
}
