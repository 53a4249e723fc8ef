/** `sh -c 'script' [name args…]`, `sh file args…`, or a script from the standard input. */
import type { Call, Steps, Tool, Toolbox } from '../call';
import { baseName, resolvePath } from '../paths';
import { faultText } from './fault-text';
import { parseScript } from './parser';
import { Shell } from './shell';
import { newShellState } from './state';

export const sh: Tool = (given) => {
  const call = { ...given, tools: toolsOfShell(given.tools, given.args[0] ?? 'sh') };
  return runScript(call);
};

/** `bash` words its errors as bash, wherever it lies. */
export function toolsOfShell(tools: Toolbox, shell: string): Toolbox {
  const isOther = baseName(shell) === 'bash' && tools.flavour === 'dash';
  return isOther ? { flavour: 'bash', find: (name) => tools.find(name) } : tools;
}

function runScript(call: Call): number | Steps {
  const given = invocation(call);
  if ('fault' in given) {
    call.err(given.fault);
    return given.code;
  }
  const script = parseScript(given.text);
  if ('fault' in script) {
    call.err(faultText(script.fault, call.tools.flavour, given.parameters[0] ?? 'sh'));
    return 2;
  }
  const state = newShellState(call, given.parameters);
  for (const option of given.options) state.options.add(option);
  return runShell(new Shell(call, state), script);
}

function* runShell(shell: Shell, script: Parameters<Shell['run']>[0]): Steps {
  const { state } = shell;
  yield* shell.run(script);
  const last = state.traps.get('EXIT');
  const status = state.status;
  if (last === undefined) return status;
  state.leaving = undefined;
  state.traps.delete('EXIT');
  yield* shell.invoke(['eval', last]);
  return state.leaving === undefined ? status : state.status;
}

type Invocation =
  | { readonly text: string; readonly parameters: readonly string[]; readonly options: readonly string[] }
  | { readonly fault: string; readonly code: number };

function invocation(call: Call): Invocation {
  const own = call.args[0] ?? 'sh';
  const options: string[] = [];
  let [at, isCommand] = [1, false];
  for (; /^[-+][a-zA-Z-]/.test(call.args[at] ?? ''); at += 1) {
    const flag = call.args[at] ?? '';
    if (flag.startsWith('--')) continue;
    for (const letter of flag.slice(1)) {
      if (letter === 'c') isCommand = true;
      else if (letter === 'o') options.push(call.args[++at] ?? '');
      else options.push(letter);
    }
  }
  const [first, ...rest] = call.args.slice(at);
  if (isCommand) {
    if (first === undefined) return { fault: `${own}: option requires an argument -- c\n`, code: 2 };
    return { text: first, parameters: rest.length > 0 ? rest : [own], options };
  }
  if (first === undefined || first === '-') return { text: call.input.all(), parameters: [own], options };
  const text = call.process.files.read(resolvePath(call.workingDir, first));
  if (text !== undefined) return { text, parameters: [first, ...rest], options };
  switch (call.tools.flavour) {
    case 'busybox':
      return { fault: `${own}: can't open '${first}': No such file or directory\n`, code: 2 };
    case 'dash':
      return { fault: `${own}: 0: cannot open ${first}: No such file\n`, code: 2 };
    case 'bash':
      return { fault: `${own}: ${first}: No such file or directory\n`, code: 127 };
  }
}
