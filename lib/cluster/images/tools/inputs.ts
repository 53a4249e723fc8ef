/** What a text tool reads: the files it names, or its standard input. */
import type { Call } from '../call';
import { resolvePath } from '../paths';

export interface InputText {
  readonly name: string;
  readonly text: string;
}

/** Missing files are said as that tool says it, in its image's words, and left out. */
export function readInputs(
  call: Call,
  names: readonly string[],
): { readonly inputs: readonly InputText[]; readonly failed: boolean } {
  const tool = call.args[0] ?? '';
  if (names.length === 0) return { inputs: [{ name: '', text: call.input.all() }], failed: false };
  let failed = false;
  const inputs: InputText[] = [];
  for (const name of names) {
    const text = name === '-' ? call.input.all() : readFile(call, name);
    if (text !== undefined) {
      inputs.push({ name, text });
      continue;
    }
    failed = true;
    call.err(`${tool}: ${missing(call, name)}\n`);
  }
  return { inputs, failed };
}

/** Of that process: `/dev/null` is empty, `/proc/1/environ` is not modelled. */
export function readFile(call: Call, name: string): string | undefined {
  const path = resolvePath(call.workingDir, name);
  if (path === '/dev/null') return '';
  if (path === '/dev/stdin') return call.input.all();
  return call.process.files.read(path);
}

function missing(call: Call, name: string): string {
  const tool = call.args[0]?.split('/').at(-1) ?? '';
  const isFolder = call.process.files.isFolder(resolvePath(call.workingDir, name));
  const why = isFolder ? 'Is a directory' : 'No such file or directory';
  const isBusybox = call.tools.flavour === 'busybox';
  if (isFolder && (tool === 'cat' || !isBusybox)) return isBusybox ? `read error: ${why}` : `${name}: ${why}`;
  if (isBusybox)
    return /^(?:cat|tail|head|wc|grep|sed)$/.test(tool) && tool !== 'cat'
      ? `${name}: ${why}`
      : `can't open '${name}': ${why}`;
  return tool === 'head' || tool === 'tail' ? `cannot open '${name}' for reading: ${why}` : `${name}: ${why}`;
}

/** Without the end of the last one. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
