/**
 * The page's figures, in a real Chromium on the built site: how soon a typed key stands in the terminal, how long
 * `kubectl get pods` takes, and what the main thread does while Pods come and go before the learner's eyes.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../gate/chromium';
import { createSite } from '../gate/site';
import { figure, type Figure } from './measure';

const KEYS = 80;
const RUNS = 12;

export async function pageFigures(): Promise<Figure[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) return [];
  const server = createServer(createSite());
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    // tsx keeps functions' names with this, also in what is sent to the page.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/en/playground`);
    await page.getByRole('textbox', { name: 'Command' }).waitFor();
    return [await echo(page), ...(await rollout(page)), await picture(page), await getPods(page)];
  } finally {
    await browser.close();
    server.close();
  }
}

/** From the key's event until the page has laid out what it shows. */
async function echo(page: Page): Promise<Figure> {
  await page.getByRole('textbox', { name: 'Command' }).focus();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    let pressed = 0;
    window.addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
    window.addEventListener('input', () => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        void document.body.offsetHeight;
        times.push(performance.now() - pressed);
      });
      port1.start();
      port2.postMessage(null);
    });
  });
  await page.keyboard.type('x'.repeat(KEYS), { delay: 30 });
  const times = await page.evaluate(() => (window as unknown as { times: number[] }).times);
  await page.keyboard.press('Control+U');
  return figure('terminal: key → laid out', 'ms', times, 'goal ≤ 16');
}

/** The longest the main thread was busy at a stretch while 200 Pods roll out; a task under 50 ms counts as none. */
async function rollout(page: Page): Promise<Figure[]> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  await run(page, 'kubectl create deployment web --image=nginx:1.25 --replicas=200');
  await page.waitForTimeout(6000);
  await run(page, 'kubectl set image deployment/web nginx=nginx:1.27');
  await page.waitForTimeout(10_000);
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  return [
    figure('200 Pods roll out: long tasks', 'count', [tasks.length], 'goal 0 over 50 ms'),
    figure('200 Pods roll out: longest task', 'ms', [Math.max(0, ...tasks)], '0: none over 50 ms'),
  ];
}

/** Between two frames while 500 Pods are replaced in the picture. */
async function picture(page: Page): Promise<Figure> {
  await run(page, 'kubectl scale deployment/web --replicas=500');
  await page.waitForTimeout(6000);
  await run(page, 'kubectl rollout restart deployment/web');
  const frames = await page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        const frame = (now: number) => {
          times.push(now - last);
          last = now;
          if (times.length < 300) requestAnimationFrame(frame);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(frame);
      }),
  );
  return figure('500 Pods in the picture, restarting: between frames', 'ms', frames, 'goal 60 frames a second: 16.7');
}

/** From Enter until the shell asks for the next command. */
async function getPods(page: Page): Promise<Figure> {
  await run(page, 'kubectl scale deployment/web --replicas=1000');
  await page.waitForTimeout(15_000);
  await page
    .getByRole('button', { name: 'Stop time' })
    .click()
    .catch(() => undefined);
  const times: number[] = [];
  for (let count = 0; count < RUNS; count += 1) times.push(await run(page, 'kubectl get pods'));
  return figure('kubectl get pods of 1,000 Pods: Enter → printed', 'ms', times, 'goal ≤ 30');
}

/** Types a command and answers how long it took, in ms. */
async function run(page: Page, line: string): Promise<number> {
  await page.getByRole('textbox', { name: 'Command' }).fill(line);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const input = document.querySelector('#terminal-pane textarea');
        const log = document.querySelector('#terminal-pane [role="log"]');
        if (!input || !log) throw new Error('There is no terminal.');
        const entries = '[data-status]:not([data-status="running"])';
        const before = log.querySelectorAll(entries).length;
        const began = performance.now();
        const observer = new MutationObserver(() => {
          if (log.querySelectorAll(entries).length === before) return;
          observer.disconnect();
          resolve(performance.now() - began);
        });
        observer.observe(log, { attributes: true, childList: true, subtree: true });
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      }),
  );
}
