/** Programs about the screen itself: clear, watch. */
import { Input, runOther, timeText, type Call, type ProgramSteps, type Tool } from '@/lib/cluster';
import { HOSTNAME } from '../computer/computer';

/** Clears the screen, and what stood above it. */
export const CLEAR = '\u001b[H\u001b[2J\u001b[3J';

export const clear: Tool = (call) => {
  call.out(CLEAR);
  return 0;
};

/** `watch -n 1 kubectl get pods`: what a command prints, again and again. */
export const watch: Tool = (call) => {
  let [at, seconds, hasTitle] = [1, 2, true];
  for (; call.args[at]?.startsWith('-'); at += 1) {
    const flag = call.args[at] ?? '';
    const value = /^(?:-n|--interval=)(\d.*)$/.exec(flag)?.[1];
    if (value !== undefined) seconds = Number(value);
    else if (flag === '-n' || flag === '--interval') seconds = Number(call.args[++at]);
    else if (flag === '-t' || flag === '--no-title') hasTitle = false;
  }
  const command = call.args.slice(at).join(' ');
  if (command === '') {
    call.err(
      'Usage:\n watch [options] command\n\n  -n, --interval <secs>  seconds to wait between updates\n  -t, --no-title         turn off header\n',
    );
    return 1;
  }
  if (!(seconds >= 0)) {
    call.err('watch: failed to parse argument\n');
    return 1;
  }
  return again(call, command, Math.max(0.1, seconds), hasTitle);
};

function* again(call: Call, command: string, seconds: number, hasTitle: boolean): ProgramSteps {
  for (;;) {
    let text = '';
    const add = (more: string): void => void (text += more);
    const ran = runOther({ ...call, input: new Input(''), out: add, err: add }, ['bash', '-c', command]);
    if (typeof ran !== 'number') yield* ran;
    const title = `Every ${seconds.toFixed(1)}s: ${command}    ${HOSTNAME}: ${timeText(call.now(), '%a %b %e %T %Y')}\n\n`;
    call.out(`${CLEAR}${hasTitle ? title : ''}${text}`);
    yield { step: 'sleep', ms: seconds * 1000, foreground: true };
  }
}
