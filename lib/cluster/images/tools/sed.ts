/** sed: see ./sed-script.ts for what it knows. */
import type { Call, Tool } from '../call';
import { resolvePath } from '../paths';
import { linesOf, readInputs } from './inputs';
import { parseOptions } from './options';
import { readScript, type Address, type SedCommand } from './sed-script';

export const sed: Tool = (call) => {
  const args = call.args.map((arg) => (/^-i./.test(arg) ? '-i' : arg.replace(/^--in-place.*/, '-i')));
  const options = parseOptions(args, ['e', 'expression', 'f']);
  const own = args.flatMap((arg, at) =>
    /^-\w*e$/.test(args[at - 1] ?? '') ? [arg] : arg.startsWith('--expression=') ? [arg.slice(13)] : [],
  );
  const [first, ...rest] = options.operands;
  if (own.length === 0 && first === undefined) {
    call.err('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n');
    return 1;
  }
  const script = readScript(own.length > 0 ? own.join('\n') : (first ?? ''), options.has('E', 'r', 'regexp-extended'));
  if ('fault' in script) {
    call.err(call.tools.flavour === 'busybox' ? 'sed: unsupported command\n' : `sed: ${script.fault}\n`);
    return 1;
  }
  const { inputs, failed } = readInputs(call, own.length > 0 ? options.operands : rest);
  const isQuiet = options.has('n', 'quiet', 'silent');
  if (!options.has('i')) {
    call.out(new Editor(script, isQuiet).edit(inputs.map(({ text }) => text).join('')));
    return failed ? 1 : 0;
  }
  const isRefused = inputs.some(({ name, text }) => !write(call, name, new Editor(script, isQuiet).edit(text)));
  return isRefused ? 4 : failed ? 1 : 0;
};

function write(call: Call, name: string, text: string): boolean {
  if (call.process.files.write(resolvePath(call.workingDir, name), text) === undefined) return true;
  call.err(`sed: couldn't open temporary file: Read-only file system\n`);
  return false;
}

/** What becomes of the commands that follow in this round. */
type Then = 'go-on' | 'next' | 'again' | 'quit';

class Editor {
  readonly #script: readonly SedCommand[];
  readonly #isQuiet: boolean;
  readonly #inside = new Map<SedCommand, number>();
  #lines: readonly string[] = [];
  #at = 0;
  #space = '';
  #held = '';
  #output: string[] = [];
  #appended: string[] = [];

  constructor(script: readonly SedCommand[], isQuiet: boolean) {
    this.#script = script;
    this.#isQuiet = isQuiet;
  }

  edit(text: string): string {
    this.#lines = linesOf(text);
    let then: Then = 'next';
    for (this.#at = 0; this.#at < this.#lines.length && then !== 'quit'; this.#at += 1) {
      if (then !== 'again') this.#space = this.#lines[this.#at] ?? '';
      then = this.#run(this.#script);
      if (then === 'go-on') this.#print();
      this.#output.push(...this.#appended.splice(0));
      if (then === 'again') this.#at -= 1;
    }
    const end = text.endsWith('\n') || this.#at < this.#lines.length ? '\n' : '';
    return this.#output.length === 0 ? '' : `${this.#output.join('\n')}${end}`;
  }

  #print(): void {
    if (!this.#isQuiet) this.#output.push(this.#space);
  }

  #run(commands: readonly SedCommand[]): Then {
    for (const command of commands) {
      if (this.#applies(command) === command.isNegated) continue;
      const then = this.#act(command);
      if (then !== 'go-on') return then;
    }
    return 'go-on';
  }

  #act({ action, to, isNegated }: SedCommand): Then {
    switch (action.do) {
      case '{':
        return this.#run(action.commands);
      case 's': {
        const changed = action.expression.replace(this.#space, action.replacement, action.which);
        if (changed !== this.#space && action.prints) this.#output.push(changed);
        this.#space = changed;
        return 'go-on';
      }
      case 'y':
        this.#space = Array.from(this.#space, (character) => action.pairs.get(character) ?? character).join('');
        return 'go-on';
      case 'a':
        this.#appended.push(action.text);
        return 'go-on';
      case 'i':
        this.#output.push(action.text);
        return 'go-on';
      case 'c': {
        const isWithin =
          to !== undefined && !isNegated && [...this.#inside.keys()].some((each) => each.action === action);
        if (!isWithin) this.#output.push(action.text);
        return 'next';
      }
      case 'p':
        this.#output.push(this.#space);
        return 'go-on';
      case 'P':
        this.#output.push(this.#space.split('\n')[0] ?? '');
        return 'go-on';
      case '=':
        this.#output.push(String(this.#at + 1));
        return 'go-on';
      case 'd':
        return 'next';
      case 'D': {
        const end = this.#space.indexOf('\n');
        if (end < 0) return 'next';
        this.#space = this.#space.slice(end + 1);
        return 'again';
      }
      case 'q':
        this.#print();
        return 'quit';
      case 'Q':
        return 'quit';
      case 'n':
      case 'N':
        return this.#nextLine(action.do === 'N');
      case 'h':
        this.#held = this.#space;
        return 'go-on';
      case 'H':
        this.#held += `\n${this.#space}`;
        return 'go-on';
      case 'g':
        this.#space = this.#held;
        return 'go-on';
      case 'G':
        this.#space += `\n${this.#held}`;
        return 'go-on';
      case 'x':
        [this.#space, this.#held] = [this.#held, this.#space];
        return 'go-on';
      default:
        return action satisfies never;
    }
  }

  #nextLine(isJoined: boolean): Then {
    const next = this.#lines[this.#at + 1];
    if (next === undefined) {
      this.#print();
      return 'quit';
    }
    if (!isJoined) this.#print();
    this.#at += 1;
    this.#space = isJoined ? `${this.#space}\n${next}` : next;
    return 'go-on';
  }

  #applies(command: SedCommand): boolean {
    const { from, to } = command;
    if (!from) return true;
    const number = this.#at + 1;
    const begun = this.#inside.get(command);
    if (to && begun !== undefined) {
      const isOver =
        to.at === 'behind' ? number >= begun + to.lines : to.at === 'line' ? number >= to.number : this.#is(to);
      if (isOver) this.#inside.delete(command);
      return to.at !== 'line' || number <= to.number;
    }
    if (!this.#is(from)) return false;
    const isOneLine = to?.at === 'line' && to.number <= number;
    if (to && !isOneLine && !(to.at === 'last' && number === this.#lines.length)) this.#inside.set(command, number);
    return true;
  }

  #is(address: Address): boolean {
    const number = this.#at + 1;
    switch (address.at) {
      case 'line':
        return number === address.number;
      case 'last':
        return number === this.#lines.length;
      case 'match':
        return address.expression.test(this.#space);
      case 'every':
        return address.step === 0
          ? number === address.first
          : number >= address.first && (number - address.first) % address.step === 0;
      case 'behind':
        return false;
      default:
        return address satisfies never;
    }
  }
}
