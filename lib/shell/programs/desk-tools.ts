/** sudo, and what opens something in the page: editors, browsers. */
import { baseName, resolvePath, runOther, type Tool } from '@/lib/cluster';
import type { Computer } from '../computer/computer';
import { program } from '../program';

/** With a scheme, or a host with a dot or a port. */
const ADDRESS = /^(?:https?:\/\/\S+|(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+)(?:\/\S*)?)$/;

export const sudo: Tool = (call) => {
  let at = 1;
  for (; call.args[at]?.startsWith('-'); at += 1) if (call.args[at] === '-u') at += 1;
  const args = call.args.slice(at);
  if (args.length === 0) {
    call.err('usage: sudo command [arg ...]\n');
    return 1;
  }
  const env = new Map([...call.env, ['USER', 'root'], ['LOGNAME', 'root'], ['SUDO_USER', 'learner']]);
  if (!call.tools.find(args[0] ?? '') && args[0] !== 'true') {
    call.err(`sudo: ${args[0] ?? ''}: command not found\n${call.tools.advice?.(args[0] ?? '') ?? ''}`);
    return 1;
  }
  return runOther({ ...call, process: { ...call.process, user: 0, group: 0 } }, args, env);
};

export function editor(computer: Computer): Tool {
  return program(async (call, signal) => {
    const name = call.args.slice(1).find((word) => !/^[-+]/.test(word));
    if (name === undefined) {
      call.err(`${call.args[0]}: which file? For example: ${call.args[0]} pod.yaml\n`);
      return 1;
    }
    const path = resolvePath(call.workingDir, name);
    const { files } = computer;
    if (files.isFolder(path)) {
      call.err(
        `${call.args[0]}: ${name}: Is a directory (all files stand beside this terminal; ${call.args[0]} FILE opens one)\n`,
      );
      return 1;
    }
    const text = await computer.workstation.edit(baseName(path), files.read(path) ?? '', signal);
    if (text === undefined || signal.aborted) return 0;
    const refused = files.write(path, text);
    if (refused === undefined) return 0;
    call.err(`${call.args[0]}: ${name}: it can't be written there\n`);
    return 1;
  });
}

export function opener(computer: Computer): Tool {
  return (call) => {
    const what = call.args.slice(1).find((word) => !word.startsWith('-'));
    const isFile = what !== undefined && computer.files.read(resolvePath(call.workingDir, what)) !== undefined;
    if (what === undefined || isFile || !ADDRESS.test(what)) {
      const instead = isFile
        ? `code ${what} opens a file in the editor`
        : 'only addresses can be opened here, as http://192.168.49.2:30080';
      call.err(`${call.args[0]}: ${instead}\n`);
      return 1;
    }
    computer.workstation.show({ url: /^https?:/.test(what) ? what : `http://${what}` });
    return 0;
  };
}
