/**
 * `npm run fuzz -- N [SEED]`: N random edits of real manifests, each judged, checked, completed and hovered. Proves
 * that nothing throws and nothing hangs, whatever is typed. Prints the seed; a fault prints the text that caused it.
 */
import { loadAllKinds } from '@/lib/kube';
import { fuzz } from './fuzz/run';

await loadAllKinds();

const [count = '20000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const began = performance.now();
const result = await fuzz({ count: Number(count), seed: Number(seed) });
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(
  `${count} inputs, seed ${seed}, ${seconds} s; slowest ${result.slowest.ms.toFixed(0)} ms; ${result.faults.length} faults`,
);
for (const { input, error } of result.faults.slice(0, 5)) console.log(`\n${error}\n${JSON.stringify(input)}`);
if (result.faults.length > 0) process.exit(1);
