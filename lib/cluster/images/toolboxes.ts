/** What an image has beside its own programs: the tools of its base. */
import type { Tool, Toolbox } from './call';
import { newToolbox, type Base } from './image';
import { sh } from './shell';
import { awk } from './tools/awk';
import { FILE_TOOLS } from './tools/files';
import { GREP_TOOLS } from './tools/grep';
import { NETWORK_TOOLS } from './tools/network';
import { sed } from './tools/sed';
import { SYSTEM_TOOLS } from './tools/system';
import { TEXT_TOOLS } from './tools/text';

const EVERYWHERE = { sh, sed, awk, ...TEXT_TOOLS, ...GREP_TOOLS, ...FILE_TOOLS, ...SYSTEM_TOOLS };
const OF_BUSYBOX = new Map<string, Tool>(Object.entries({ ash: sh, ...EVERYWHERE, ...NETWORK_TOOLS }));
/** Debian's small images have no ps, no ping, nothing to fetch with. */
const MISSING_IN_DEBIAN = new Set([
  'ps',
  'ping',
  'nc',
  'wget',
  'nslookup',
  'ifconfig',
  'ip',
  'httpd',
  'telnet',
  'stress',
  'stress-ng',
  'apk',
  'tini',
  'dumb-init',
  'killall',
  'pkill',
  'free',
  'uptime',
]);
const OF_DEBIAN = new Map<string, Tool>(
  Object.entries({ dash: sh, bash: sh, ...EVERYWHERE }).filter(([name]) => !MISSING_IN_DEBIAN.has(name)),
);
const NOT_IN_BUSYBOX = new Set(['apk', 'apt', 'apt-get', 'stress', 'stress-ng', 'tini', 'dumb-init', 'tac']);

const NOTHING: ReadonlyMap<string, Tool> = new Map();

export function newToolboxOf(base: Base, own: Readonly<Record<string, Tool>> = {}): Toolbox {
  switch (base) {
    case 'none':
      return newToolbox('dash', own, NOTHING);
    case 'busybox':
      return newToolbox('busybox', own, OF_BUSYBOX, NOT_IN_BUSYBOX);
    case 'alpine':
      return newToolbox('busybox', own, OF_BUSYBOX);
    case 'bash':
      return newToolbox('bash', own, OF_BUSYBOX);
    case 'debian':
      return newToolbox('dash', own, OF_DEBIAN);
  }
}
