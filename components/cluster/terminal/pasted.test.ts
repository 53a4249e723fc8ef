import { expect, test } from 'vitest';
import { readPaste } from './pasted';

test('one line goes in without its prompt and its line end', () => {
  expect(readPaste('$ kubectl get pods\n')).toEqual({ kind: 'line', text: 'kubectl get pods' });
  expect(readPaste('echo $HOME')).toEqual({ kind: 'line', text: 'echo $HOME' });
});

test('several lines are commands; what belongs together stays together', () => {
  const text = [
    '# first',
    'kubectl apply -f a.yaml',
    '',
    'kubectl get pods \\',
    '  -o wide',
    "cat > b.yaml <<'EOF'",
    'kind: Pod',
    '# a comment in it',
    'EOF',
    'ls',
  ].join('\r\n');
  expect(readPaste(text)).toEqual({
    kind: 'lines',
    lines: [
      'kubectl apply -f a.yaml',
      'kubectl get pods \\\n  -o wide',
      "cat > b.yaml <<'EOF'\nkind: Pod\n# a comment in it\nEOF",
      'ls',
    ],
  });
});

test('binary and too much are refused', () => {
  expect(readPaste('\u0000\u0001PNG')).toEqual({ kind: 'binary' });
  expect(readPaste('x'.repeat(200_000))).toEqual({ kind: 'large', length: 200_000 });
});
