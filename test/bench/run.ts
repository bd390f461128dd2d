/** `npm run bench [-- name … --flag …]`: runs the benchmarks in this folder one after another, each in a process of its own; flags go to each. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

const ending = '.bench.ts';
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const isFlag = (argument: string): boolean => argument.startsWith('--');
const flags = process.argv.slice(2).filter(isFlag);
const wanted = process.argv.slice(2).filter((argument) => !isFlag(argument));
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}". Benchmarks: ${known.join(', ')}.`);
  process.exit(2);
}

console.log(
  `${cpus()[0]?.model ?? 'unknown processor'} × ${cpus().length}, Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}, ${new Date().toISOString()}`,
);
let failed = 0;
for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}${ending}`), ...flags], {
    stdio: 'inherit',
  });
  if (status !== 0) failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
