import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { temporaryFolder, trained } from './fixture.ts';
import { encodeBundle } from '#runs/bundle/encode-bundle.ts';
import { writeFile } from 'node:fs/promises';

/** Writes one file after the other under its final name, as exports do, until it is killed. */
const writer = `
const { readFileSync } = await import('node:fs');
const { writeDurably } = await import(process.argv[1]);
const bytes = readFileSync(process.argv[2]);
for (let i = 0; ; i++) {
  await writeDurably(process.argv[3] + '/' + (i % 5) + '.kindred', bytes);
  if (i === 0) process.stdout.write('.');
}`;
const writeDurably = new URL('../../../runs/artifacts/write-durably.ts', import.meta.url).href;

it('a bundle whose writer is killed has its name as a whole or not at all', async () => {
  const folder = temporaryFolder();
  const source = join(folder, 'source');
  await writeFile(source, await encodeBundle((await trained()).contents));
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer, writeDurably, source, folder]);
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, round * 7));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const written = (await readdir(folder)).filter((name) => name.endsWith('.kindred'));
    expect(written.length).toBeGreaterThan(0);
    for (const name of written) expect(await readBundle(join(folder, name))).toMatchObject({ name: 'shop-knn' });
  }
});
