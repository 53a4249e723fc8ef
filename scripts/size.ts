/** The size gate, over the exported site. Fails above the limits. */
import { sizes } from './gate/sizes';

const found = sizes();
for (const { name, kb, goal, limit } of found) {
  const ok = kb > 0 && kb <= limit;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}: ${kb.toFixed(1)} KB gzip (goal ${goal}, limit ${limit})`);
}
if (found.some(({ kb, limit }) => kb <= 0 || kb > limit)) process.exit(1);
