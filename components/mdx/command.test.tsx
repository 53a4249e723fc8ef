// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Command } from './command';

afterEach(cleanup);

const words = { label: 'Command', copy: 'Copy', copied: 'Copied', failed: 'Failed', toTerminal: 'To the terminal' };

test('a command carries what is typed into the terminal, however MDX wraps it', () => {
  render(
    <Command words={words}>
      <p>
        {'kubectl get pod '}
        {['-o', ' wide']}
      </p>
    </Command>,
  );
  const button = screen.getByRole('button', { name: 'To the terminal' });
  expect(button.dataset['command']).toBe('kubectl get pod -o wide');
  expect(screen.getByRole('button', { name: 'Copy' })).toBeDefined();
});
