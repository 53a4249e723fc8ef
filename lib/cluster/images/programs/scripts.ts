/**
 * node, python and perl. They do not run programs; they do what can be told without running them: a file that is not there,
 * a REPL without input, `print`, `http.server`, and servers whose port stands in their text.
 */
import { server, type Call, type Steps, type Tool } from '../call';
import { httpListener, respond } from '../http';
import { resolvePath } from '../paths';
import { fileServer } from '../tools/network';

const IDLE = { cpuMillis: 2, memoryBytes: 34 * 1_048_576 };

export const node: Tool = (call) => {
  const [first, second = ''] = call.args.slice(1);
  if (first === '-v' || first === '--version') return say(call, `v${call.env.get('NODE_VERSION') ?? '22.19.0'}`);
  if (first === '-e' || first === '-p' || first === '--eval')
    return printed(call, second, /console\.log\(\s*(['"`])(.*?)\1\s*\)/g);
  return runFile(
    call,
    first,
    (path) =>
      `node:internal/modules/cjs/loader:1386\n  throw err;\n  ^\n\nError: Cannot find module '${path}'\n    at Function._resolveFilename (node:internal/modules/cjs/loader:1383:15) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: []\n}\n\nNode.js v${call.env.get('NODE_VERSION') ?? '22.19.0'}\n`,
    1,
  );
};

const httpServer = fileServer(
  (call) => Number(call.args.slice(3).find((arg) => /^\d+$/.test(arg)) ?? 8_000),
  (call) => {
    const at = call.args.findIndex((arg) => arg === '-d' || arg === '--directory');
    return at < 0 ? call.workingDir : resolvePath(call.workingDir, call.args[at + 1] ?? '.');
  },
  (_, port) => `Serving HTTP on 0.0.0.0 port ${port} (http://0.0.0.0:${port}/) ...`,
);

export const python: Tool = (call) => {
  const args = call.args.slice(1).filter((arg) => arg !== '-u');
  const [first, second = ''] = args;
  if (first === '--version' || first === '-V') return say(call, `Python ${call.env.get('PYTHON_VERSION') ?? '3.13.7'}`);
  if (first === '-m' && (second === 'http.server' || second === 'SimpleHTTPServer'))
    return httpServer({ ...call, args: ['python', ...args] });
  if (first === '-c') return printed(call, second, /print\(\s*(['"])(.*?)\1\s*\)/g);
  return runFile(call, first, (path) => `python3: can't open file '${path}': [Errno 2] No such file or directory\n`, 2);
};

/** `perl -Mbignum=bpi -wle 'print bpi(2000)'`, the Job of Kubernetes' documentation, takes a while. */
export const perl: Tool = function* run(call): Steps {
  const script = call.args.at(-1) ?? '';
  const digits = /bpi\((\d+)\)/.exec(script)?.[1];
  if (digits !== undefined) {
    yield { step: 'sleep', ms: 4_000 + Number(digits), foreground: true };
    call.out(`${piDigits(Math.min(Number(digits), 10_000))}\n`);
    return 0;
  }
  const ran = printed(call, script, /print\s+(["'])(.*?)\1/g);
  return typeof ran === 'number' ? ran : yield* ran;
};

function runFile(
  call: Call,
  name: string | undefined,
  missing: (path: string) => string,
  code: number,
): number | Steps {
  // A REPL whose input has ended.
  if (name === undefined || name === '-') return 0;
  const path = resolvePath(call.workingDir, name);
  const text = call.process.files.read(path) ?? call.process.files.read(`${path}.js`);
  if (text === undefined) {
    call.err(missing(path));
    return code;
  }
  return scriptServer(text)(call);
}

/** Listens where the script's text says, and answers the first text that it sends; else it just goes on. */
function scriptServer(text: string): Tool {
  const named = /(?:const|let|var)\s+port\s*=\s*(?:process\.env\.\w+\s*\|\|\s*)?(\d{2,5})/i.exec(text)?.[1];
  const port = Number(/(?:listen\(\s*|port\s*=\s*)(\d{2,5})/.exec(text)?.[1] ?? named ?? 0);
  const body = /(?:\.(?:send|end)\(|return\s+)\s*(['"`])([\s\S]*?)\1/.exec(text)?.[2] ?? '';
  return server((call) => {
    call.process.setLoad(IDLE);
    if (port > 0)
      call.process.listen(
        port,
        httpListener(() =>
          respond(
            200,
            body.replaceAll('\\n', '\n'),
            body.trimStart().startsWith('<') ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
          ),
        ),
      );
    const said = /(?:console\.log|print)\(\s*(['"`])([^$]*?)\1/.exec(text)?.[2];
    if (said !== undefined) call.out(`${said}\n`);
  });
}

function printed(call: Call, script: string, pattern: RegExp): number | Steps {
  for (const match of script.matchAll(pattern)) call.out(`${(match[2] ?? '').replaceAll('\\n', '\n')}\n`);
  const seconds = /sleep\(\s*([\d.]+)/.exec(script)?.[1];
  if (seconds !== undefined) return pause(Number(seconds) * 1_000);
  const code = /(?:exit|sys\.exit|process\.exit)\(\s*(\d+)/.exec(script)?.[1];
  return Number(code ?? 0);
}

function* pause(ms: number): Steps {
  yield { step: 'sleep', ms, foreground: true };
  return 0;
}

function say(call: Call, text: string): number {
  call.out(`${text}\n`);
  return 0;
}

/** Machin's formula in whole numbers: pi to so many digits in all, the last one rounded down. */
function piDigits(count: number): string {
  const unit = 10n ** BigInt(count + 10);
  const arctangent = (inverse: bigint): bigint => {
    let [sum, term] = [0n, unit / inverse];
    for (let at = 0n; term !== 0n; at += 1n) {
      sum += (at % 2n === 0n ? term : -term) / (2n * at + 1n);
      term /= inverse * inverse;
    }
    return sum;
  };
  const digits = String(4n * (4n * arctangent(5n) - arctangent(239n))).slice(0, count);
  return `${digits.slice(0, 1)}.${digits.slice(1)}`;
}
