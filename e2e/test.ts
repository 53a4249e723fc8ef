/** What every journey has: a page whose console must stay silent, and a workspace that can be typed into. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';

/** Said by Chromium itself about requests that a test cuts off on purpose. */
const EXPECTED_OFFLINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED/;

export const test = base.extend<{ silent: undefined }>({
  silent: [
    async ({ page }, use) => {
      const said: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' && !EXPECTED_OFFLINE.test(message.text())) said.push(message.text());
      });
      page.on('pageerror', (error) => said.push(String(error)));
      await use(undefined);
      expect(said, 'the console says nothing').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
export type { Locator, Page };

/** Opens a lesson and waits until its editor can be typed into. */
export async function openLesson(page: Page, slug: string, locale: 'ko' | 'en' = 'ko'): Promise<Workspace> {
  await page.goto(`/${locale}/learn/${slug}`);
  const workspace = new Workspace(page, locale);
  await workspace.ready();
  return workspace;
}

/** What a command in the terminal prints. @param enter starts it */
export async function printedBy(page: Page, enter: () => Promise<void>): Promise<string> {
  const ended = page.locator('#terminal-pane [data-status]:not([data-status="running"])');
  const before = await ended.count();
  await enter();
  await expect(ended).toHaveCount(before + 1, { timeout: 30_000 });
  return (await ended.last().locator('pre').allTextContents()).slice(1).join('').trim();
}

/** The three panes, by role and name as a learner finds them. */
export class Workspace {
  readonly files: Locator;
  readonly checks: Locator;
  readonly problems: Locator;

  constructor(
    readonly page: Page,
    readonly locale: 'ko' | 'en',
  ) {
    this.files = page.locator('#files-pane');
    this.checks = page.locator('#checks-pane');
    this.problems = page.locator('#problems-pane');
  }

  async ready(): Promise<void> {
    await expect(this.files.locator('.monaco-editor, textarea').first()).toBeVisible({ timeout: 30_000 });
  }

  async open(file: string): Promise<void> {
    await this.files.getByRole('tab', { name: file }).click();
    await expect(this.editor(file)).toBeAttached();
  }

  /** The editor's input, named after its file. */
  editor(file: string): Locator {
    const name = this.locale === 'ko' ? `${file} 편집기` : `Editor for ${file}`;
    return this.files.getByRole('textbox', { name });
  }

  /** Selects everything in the file and writes `text` over it, as one paste. */
  async write(file: string, text: string): Promise<void> {
    await this.open(file);
    await this.editor(file).focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.paste(text);
  }

  /** Pastes at the cursor, as Ctrl+V does: no auto-indent, no suggestion in between. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  /** Puts the cursor behind the first occurrence of `before` with the editor's own find, and types. */
  async replace(file: string, wrong: string, right: string): Promise<void> {
    await this.open(file);
    await this.editor(file).focus();
    await this.page.keyboard.press('ControlOrMeta+Home');
    await this.page.keyboard.press('ControlOrMeta+F');
    const find = this.files.locator('.find-widget textarea').first();
    await find.fill(wrong);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.paste(right);
  }

  task(id: string): Locator {
    return this.checks.locator(`[data-task="${id}"]`);
  }

  async expectDone(...ids: string[]): Promise<void> {
    for (const id of ids) await expect(this.task(id)).toHaveAttribute('data-done', 'true');
  }

  /** The text under the squiggles of the file that is shown, in order. */
  async squiggled(): Promise<string[]> {
    const boxes = await this.files
      .locator('.squiggly-error')
      .evaluateAll((squiggles) => squiggles.map((s) => s.getBoundingClientRect().toJSON()));
    return Promise.all(boxes.map((box) => this.textUnder(box)));
  }

  /** In a fixed-width font a box is a stretch of columns of the line it lies on. */
  private async textUnder(box: { x: number; y: number; width: number; height: number }): Promise<string> {
    return this.page.evaluate(({ x, y, width, height }) => {
      const middle = y + height / 2;
      const line = [...document.querySelectorAll('.view-line')].find((other) => {
        const { top, bottom } = other.getBoundingClientRect();
        return top <= middle && middle < bottom;
      });
      const span = line?.querySelector('span');
      const text = (span?.textContent ?? '').replaceAll('\u00A0', ' ');
      const { left, width: all } = span?.getBoundingClientRect() ?? { left: 0, width: 1 };
      const column = (at: number) => Math.round(((at - left) / all) * text.length);
      return text.slice(column(x), column(x + width));
    }, box);
  }
}

export const demo = {
  'mongo-config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: mongo-config
data:
  mongo-url: mongo-service
`,
  'mongo-secret.yaml': `apiVersion: v1
kind: Secret
metadata:
  name: mongo-secret
type: Opaque
data:
  mongo-user: bW9uZ291c2Vy
  mongo-password: bW9uZ29wYXNzd29yZA==
`,
  'mongo.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mongo-deployment
  labels:
    app: mongo
spec:
  replicas: 1
  selector:
    matchLabels:
      app: mongo
  template:
    metadata:
      labels:
        app: mongo
    spec:
      containers:
        - name: mongodb
          image: mongo:5.0
          ports:
            - containerPort: 27017
          env:
            - name: MONGO_INITDB_ROOT_USERNAME
              valueFrom:
                secretKeyRef:
                  name: mongo-secret
                  key: mongo-user
            - name: MONGO_INITDB_ROOT_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: mongo-secret
                  key: mongo-password
---
apiVersion: v1
kind: Service
metadata:
  name: mongo-service
spec:
  selector:
    app: mongo
  ports:
    - protocol: TCP
      port: 27017
      targetPort: 27017
`,
  'webapp.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: webapp-deployment
  labels:
    app: webapp
spec:
  replicas: 1
  selector:
    matchLabels:
      app: webapp
  template:
    metadata:
      labels:
        app: webapp
    spec:
      containers:
        - name: webapp
          image: nanajanashia/k8s-demo-app:v1.0
          ports:
            - containerPort: 3000
          env:
            - name: USER_NAME
              valueFrom:
                secretKeyRef:
                  name: mongo-secret
                  key: mongo-user
            - name: USER_PWD
              valueFrom:
                secretKeyRef:
                  name: mongo-secret
                  key: mongo-password
            - name: DB_URL
              valueFrom:
                configMapKeyRef:
                  name: mongo-config
                  key: mongo-url
---
apiVersion: v1
kind: Service
metadata:
  name: webapp-service
spec:
  type: NodePort
  selector:
    app: webapp
  ports:
    - protocol: TCP
      port: 3000
      targetPort: 3000
      nodePort: 30100
`,
} as const;
