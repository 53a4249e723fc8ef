/**
 * Lines as a learner would type them, with what bash 5.2 and the GNU tools print for them and their status: ./as-bash.json
 * was made by running each with `bash -c`, in a folder with its files.
 */
import { describe, expect, it, test } from 'vitest';
import table from './as-bash.json';
import { newTestShell } from './test-shell';

function row(line: readonly (string | number)[]): { readonly line: string; readonly printed: string } {
  const [typed, printed, status] = line;
  return { line: String(typed), printed: `${String(printed)}${status === 0 ? '' : `[${String(status)}]`}` };
}

test.each(table.lines.map(row))('as bash: $line', async ({ line, printed }) => {
  const { run } = await newTestShell(table.files);
  expect(await run(line)).toBe(printed);
});

describe('what is not as in bash', () => {
  it('is refused by name', async () => {
    const { run } = await newTestShell();
    expect(await run('!!')).toBe(
      'bash: !!: earlier lines are not called back so here: ArrowUp and Ctrl+R have them\n[1]',
    );
    expect(await run('sudo !ku')).toMatch(/^bash: !ku: earlier lines/);
    expect(await run('select x in a b; do echo $x; done')).toBe(
      'bash: select is not here: use a while loop with read\n[2]',
    );
    expect(await run('echo a | tee >(cat)')).toBe('bash: >(…) is not here: put a pipe behind the command\n[2]');
    expect(await run("sed ':a;N;ba' a.txt")).toBe("sed: -e expression #1, char 1: the command `:' is not here\n[1]");
    expect(await run("awk 'function f(x) { return x } { print f($1) }' a.txt")).toBe(
      'awk: functions of your own are not here\n[2]',
    );
    expect(await run("grep '\\(a\\)\\1' a.txt")).toBe('grep: back-references are not here\n[2]');
  });

  it('jq is not here, and what is instead is said', async () => {
    const { run } = await newTestShell();
    expect(await run('echo {} | jq .')).toMatch(/^bash: jq: command not found\njq is not here: kubectl picks fields/);
  });

  it('the terminal stays open', async () => {
    const { run } = await newTestShell();
    expect(await run('exit 4; echo never')).toBe('exit: this terminal stays open\n[4]');
  });
});
