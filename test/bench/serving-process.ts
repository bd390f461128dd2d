/**
 * A server to measure, in a process of its own; prints its port when it is ready.
 * usage: serving-process.ts kindred BUNDLE SECOND_BUNDLE | naive BUNDLE
 * `kindred` changes its live version to and fro for as long as its standard input has lines: each line is a number of swaps, answered when done.
 */
import { createServer } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { cosine } from '#runs/matrix/cosine.ts';
import { rowNorms } from '#runs/matrix/csr.ts';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { silentLog } from '../../main/log.ts';
import { serveBundle } from '../../main/serving/serve-bundle.ts';
import { helper } from '../support/serving.ts';

const [kind, bundle = '', second = ''] = process.argv.slice(2);
// Whoever measures has gone.
process.stdin.once('end', () => process.exit()).resume();
if (kind === 'kindred') await serveKindred();
else await serveNaively();

async function serveKindred(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-serving-'));
  const api = await serveBundle({ bundle, port: 0, folder, helper, version: '0', log: silentLog });
  process.stdout.write(`${new URL(api.address).port}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const { versions } = api.runtime;
    if (versions.all().length === 1) await api.slots.load(second);
    const names = versions.all().map(({ model }) => model.facts.modelVersion);
    for (let n = 0; n < Number(line); n++) {
      api.slots.promote(names[n % 2]!);
      await wait(1);
    }
    process.stdout.write('done\n');
  }
}

/** What is written in an afternoon: similarities of the user with everybody, at each request, and the whole list sorted. */
async function serveNaively(): Promise<void> {
  const { train, userIds, itemIds } = await readBundle(bundle);
  const norms = rowNorms(train);
  const recommend = (user: number, limit: number) => {
    const near = Array.from({ length: train.rows }, (_, other) => ({
      other,
      similarity: cosine(train, norms, user, other),
    }))
      .filter(({ other }) => other !== user)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, 10);
    const scores = new Map<number, number>();
    for (const { other, similarity } of near) {
      for (let p = train.indptr[other]!; p < train.indptr[other + 1]!; p++) {
        const item = train.indices[p]!;
        scores.set(item, (scores.get(item) ?? 0) + similarity * train.values[p]!);
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit)
      .map(([item, score]) => ({ post_id: itemIds[item], score }));
  };
  const server = createServer((request, response) => {
    const user = userIds.indexOf(new URL(request.url ?? '', 'http://x').pathname.split('/').at(-1)!);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ recommendations: recommend(user, 50) }));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
  });
}
