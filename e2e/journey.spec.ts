/**
 * From an empty workspace to the web app's page with its saved form, by the keyboard alone: once before the picture, once
 * before the list with the names a screen reader says.
 */
import { demo, expect, printedBy, test, Workspace, type Locator, type Page } from './test';

const WRONG = demo['webapp.yaml'].replace('key: mongo-password', 'key: mongo-pasword');

for (const view of ['그림', '목록'] as const) {
  test(`by keyboard, before the ${view === '그림' ? 'picture' : 'list'}: four files, a misspelt key, the page, its form, a loss, and back`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    await page.goto('/ko/playground');
    const desk = new Desk(page);
    await desk.ready();
    if (view === '목록') {
      await desk.tabTo(page.getByRole('button', { name: '목록' }));
      await page.keyboard.press('Enter');
    }
    const status = (name: RegExp) => desk.expectStatus(view, name);

    await test.step('four files are written', async () => {
      for (const [name, text] of Object.entries({ ...demo, 'webapp.yaml': WRONG })) await desk.newFile(name, text);
    });

    await test.step('they are applied in the terminal', async () => {
      await desk.toTerminal();
      await page.keyboard.type('kubectl app');
      await page.keyboard.press('Tab');
      await expect(desk.command).toHaveValue('kubectl apply ');
      await page.keyboard.type('-f mongo-c');
      await page.keyboard.press('Tab');
      await page.keyboard.type('-f mongo-secret.yaml -f mongo.yaml -f webapp.yaml');
      expect(await desk.enter()).toBe(
        [
          'configmap/mongo-config created',
          'secret/mongo-secret created',
          'deployment.apps/mongo-deployment created',
          'service/mongo-service created',
          'deployment.apps/webapp-deployment created',
          'service/webapp-service created',
        ].join('\n'),
      );
    });

    await test.step('the misspelt key is met, and found with describe', async () => {
      await desk.until('kubectl get pods', /webapp-deployment-\S+ +0\/1 +CreateContainerConfigError/);
      await status(/webapp-deployment-\S+.*CreateContainerConfigError/);
      expect(await desk.run('kubectl describe pod -l app=webapp | grep -m1 Error:')).toContain(
        "Error: couldn't find key mongo-pasword in Secret default/mongo-secret",
      );
    });

    await test.step('it is mended in the file and applied with Ctrl+Enter', async () => {
      await page.keyboard.press('Control+Backquote');
      await expect(desk.workspace.editor('webapp.yaml')).toBeFocused();
      await desk.replace('mongo-pasword', 'mongo-password');
      await page.keyboard.press('Control+Enter');
      const sheet = page.getByRole('dialog', { name: '클러스터에 적용하기' });
      await expect(sheet).toContainText('-              key: mongo-pasword');
      await expect(sheet).toContainText('+              key: mongo-password');
      await expect(sheet.getByRole('button', { name: '1개 적용하기' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(sheet).toContainText('deployment.apps/webapp-deployment configured');
      await expect(sheet.getByRole('button', { name: '닫기' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(sheet).toBeHidden();
    });

    await test.step('the rollout is watched', async () => {
      await desk.toTerminal();
      expect(await desk.run('kubectl rollout status deployment/webapp-deployment')).toMatch(
        /deployment "webapp-deployment" successfully rolled out$/,
      );
      await status(/webapp-deployment-\S+.*Running/);
    });

    await test.step('the NodePort is opened, and the form is posted', async () => {
      await desk.run('minikube service webapp-service');
      await expect(desk.frame.getByRole('heading').first()).toBeVisible();
      await expect(desk.field).toHaveValue('Mina Park');
      await desk.tabTo(desk.field);
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Hana');
      await page.keyboard.press('Enter');
      // Not what was typed but what the web app's next page says.
      await expect(desk.field).toHaveAttribute('value', 'Hana');
      await desk.reload();
      await expect(desk.field).toHaveValue('Hana');
    });

    await test.step('the mongo Pod is deleted, and what was saved is gone', async () => {
      await desk.toTerminal();
      expect(await desk.run('kubectl delete pod -l app=mongo')).toMatch(/^pod "mongo-deployment-\S+" deleted/);
      await desk.until('kubectl get pods -l app=mongo', /mongo-deployment-\S+ +1\/1 +Running/);
      await desk.reload();
      await expect(desk.field).toHaveValue('Mina Park');
    });

    await test.step('it is undone', async () => {
      await desk.tabTo(page.getByRole('button', { name: /^실행 취소: .*kubectl delete pod/ }));
      await page.keyboard.press('Enter');
      await desk.reload();
      await expect(desk.field).toHaveValue('Hana');
      await desk.tabTo(page.getByRole('button', { name: '클러스터로 돌아가기' }));
      await page.keyboard.press('Enter');
      await status(/mongo-deployment-\S+.*Running/);
    });

    await test.step('the clock is stepped', async () => {
      await desk.tabTo(page.getByRole('button', { name: '시간 멈추기' }));
      await page.keyboard.press('Enter');
      const clock = page.getByLabel('클러스터의 시각');
      const before = await clock.textContent();
      await desk.tabTo(page.getByRole('button', { name: /^한 걸음/ }));
      await page.keyboard.press('Enter');
      await expect(clock).not.toHaveText(before ?? '');
    });

    await test.step('the node is broken, and recovers', async () => {
      await desk.showTab('고장 내기');
      await desk.tabTo(page.getByRole('button', { name: 'minikube 멈추기' }));
      await page.keyboard.press('Enter');
      await desk.passTime();
      await desk.toTerminal();
      await desk.until('kubectl get nodes', /minikube +NotReady/);
      await desk.showTab('고장 내기');
      await desk.tabTo(page.getByRole('button', { name: 'minikube 복구하기' }));
      await page.keyboard.press('Enter');
      await desk.toTerminal();
      await desk.until('kubectl get nodes', /minikube +Ready/);
      await desk.showTab('클러스터');
      await status(/minikube.*Ready/);
    });
  });
}

/** The page under one pair of hands that has no mouse. */
class Desk {
  readonly workspace: Workspace;
  readonly terminal: Locator;
  readonly command: Locator;
  #isTabFree = false;

  constructor(readonly page: Page) {
    this.workspace = new Workspace(page, 'ko');
    this.terminal = page.getByRole('region', { name: '터미널' });
    this.command = this.terminal.getByRole('textbox', { name: '명령줄' });
  }

  async ready(): Promise<void> {
    await this.workspace.ready();
    await expect(this.command).toBeVisible({ timeout: 30_000 });
  }

  get frame() {
    return this.page.getByRole('region', { name: '브라우저' }).frameLocator('iframe');
  }

  get field(): Locator {
    return this.frame.locator('input[name="name"]');
  }

  /** Tab, or Shift+Tab where it lies behind, until it has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    const where = (await target.evaluate(() => window === window.parent)) ? target : this.page.locator('iframe');
    let key = 'Tab';
    for (let count = 0; count < 120; count += 1) {
      if (await target.evaluate((element) => document.hasFocus() && document.activeElement === element)) return;
      const from = await where.evaluate((element) => {
        const active = document.activeElement ?? document.body;
        return {
          isEditor: active.closest('.monaco-editor') !== null,
          isPrompt: active.closest('#terminal-pane textarea') !== null,
          isInside: active === element,
          isBehind: (active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
        };
      });
      // In the editor Tab indents, in the terminal it completes: both are left as the list of keys says.
      if (from.isEditor && !this.#isTabFree) await this.page.keyboard.press('Control+M');
      this.#isTabFree ||= from.isEditor;
      if (from.isPrompt) await this.page.keyboard.press('Escape');
      // Inside the frame it goes on in the direction it came from.
      if (!from.isInside) key = from.isBehind ? 'Shift+Tab' : 'Tab';
      await this.page.keyboard.press(key);
    }
    throw new Error(`Tab does not reach ${String(target)}`);
  }

  async newFile(name: string, text: string): Promise<void> {
    await this.tabTo(this.page.getByRole('button', { name: '새 파일' }));
    await this.page.keyboard.press('Enter');
    await expect(this.page.getByRole('textbox', { name: '파일 이름' })).toBeFocused();
    await this.page.keyboard.type(name);
    await this.page.keyboard.press('Enter');
    await expect(this.workspace.editor(name)).toBeFocused();
    await this.workspace.paste(text);
  }

  async replace(wrong: string, right: string): Promise<void> {
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    await this.page.keyboard.type(wrong);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.type(right);
  }

  async toTerminal(): Promise<void> {
    await this.page.keyboard.press('Control+Backquote');
    await expect(this.command).toBeFocused();
  }

  async run(line: string): Promise<string> {
    await expect(this.command).toBeFocused();
    await this.page.keyboard.insertText(line);
    return this.enter();
  }

  /** Runs what is typed, and answers what it printed. */
  enter(): Promise<string> {
    return printedBy(this.page, () => this.page.keyboard.press('Enter'));
  }

  async until(line: string, printed: RegExp): Promise<void> {
    await expect(async () => expect(await this.run(line)).toMatch(printed)).toPass({ timeout: 40_000 });
  }

  /** The frame is loaded again, from its own button. */
  async reload(): Promise<void> {
    await this.tabTo(this.page.getByRole('button', { name: '새로 고침' }));
    await this.page.keyboard.press('Enter');
  }

  async showTab(name: string): Promise<void> {
    await this.tabTo(
      this.page.getByRole('tablist', { name: '터미널 위에 보일 것' }).getByRole('tab', { selected: true }),
    );
    const wanted = this.page.getByRole('tab', { name, exact: true });
    for (let count = 0; count < 4; count += 1) {
      if ((await wanted.getAttribute('aria-selected')) === 'true') return;
      await this.page.keyboard.press('ArrowRight');
    }
    await expect(wanted).toHaveAttribute('aria-selected', 'true');
  }

  /** The clock runs again, sixty times as fast. */
  async passTime(): Promise<void> {
    await this.tabTo(this.page.getByRole('button', { name: '시간 흐르게 하기' }));
    await this.page.keyboard.press('Enter');
    await this.tabTo(this.page.getByRole('combobox', { name: '속도' }));
    await this.page.keyboard.press('End');
  }

  /** What the picture, or a row of the list, says of an object to those who do not see it. */
  async expectStatus(view: '그림' | '목록', name: RegExp): Promise<void> {
    const pane = this.page.locator('#room-view');
    const role = view === '그림' ? 'button' : 'row';
    await expect(pane.getByRole(role, { name }).first()).toBeVisible({ timeout: 20_000 });
  }
}
