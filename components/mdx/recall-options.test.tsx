// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { RecallOptions } from './recall-options';

afterEach(cleanup);

const question = { options: ['etcd', 'kubelet'], right: 1, why: 'It asks.', words: { right: 'Right.', wrong: 'No.' } };

function chosen(): string[] {
  return screen.getAllByRole('radio', { checked: true }).map((input) => input.closest('label')?.textContent ?? '');
}

test('only a right answer is passed on, and explained', () => {
  let right = 0;
  render(<RecallOptions {...question} onRight={() => (right += 1)} />);
  fireEvent.click(screen.getByLabelText('etcd'));
  expect([right, screen.getByRole('status').textContent]).toEqual([0, 'No. ']);
  fireEvent.click(screen.getByLabelText('kubelet'));
  expect([right, screen.getByRole('status').textContent]).toEqual([1, 'Right. It asks.']);
});

test('a question answered before shows its answer, and can be tried again', () => {
  render(<RecallOptions {...question} answered />);
  expect(chosen()).toEqual(['kubelet']);
  fireEvent.click(screen.getByLabelText('etcd'));
  expect(chosen()).toEqual(['etcd']);
});
