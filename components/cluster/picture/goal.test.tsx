// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { LocaleProvider } from '@/components/words/locale-context';
import { GoalPicture } from './goal';
import { item, tie } from './test-items';

afterEach(cleanup);

test('a goal is drawn with the nodes that its Pods name, and nothing in it can be pressed', () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(390);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #hear: () => void;
      constructor(hear: () => void) {
        this.#hear = hear;
      }
      observe(): void {
        this.#hear();
      }
      disconnect(): void {}
    },
  );
  render(
    <LocaleProvider locale="en">
      <GoalPicture
        items={[
          item('Deployment', 'web', { status: '1/1' }),
          item('Pod', 'web-1', { owner: 'Deployment-web', node: 'minikube', ties: [tie('reads', 'Secret', 'login')] }),
          item('Secret', 'login', { state: 'plain' }),
        ]}
      />
    </LocaleProvider>,
  );
  const goal = screen.getByRole('figure', { name: 'Goal' });
  expect(goal.textContent).toContain('node · minikube');
  expect(goal.textContent).toContain('login');
  expect(screen.getAllByRole('button').every((button) => button.hasAttribute('disabled'))).toBe(true);
});
