import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeWindow } from '#shared/domain/window-bytes.ts';
import type { MatrixKind } from '#shared/domain/matrix.ts';
import type { Run } from '#shared/domain/run.ts';
import { createCore, type Core } from '#runs/core.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { isEnded } from '#shared/domain/run.ts';
import { coreConfig } from '../../../main/core-config.ts';
import { tempHome } from '../../support/temp-home.ts';
import { until } from '../../support/until.ts';
import { wholeBody } from '../../support/whole-body.ts';

let core: Core;
let client: Client;
let run: Run;
const folder = tempHome();

beforeAll(async () => {
  core = await createCore({ ...coreConfig(folder.home), threads: 1 });
  client = connect({ call: serve(core.handlers), listen: core.listen });
  const sample = await client.datasets.openSample({});
  const { runs } = await client.runs.start({ dataset: sample.id, algorithm: 'popularity', name: 'pop, "new"' });
  run = await until('the run to end', async () => {
    const found = await client.runs.show({ run: runs[0]!.id });
    return isEnded(found.status) ? found : null;
  });
});
afterAll(async () => {
  await core.close();
  folder.remove();
});

const textOf = async (query: Record<string, string>) => {
  const answer = await core.bytes('matrix', { run: run.id, ...query });
  return { text: new TextDecoder().decode(await wholeBody(answer)), filename: answer.filename };
};
const place = { r0: '10', r1: '30', c0: '40', c1: '60' };

describe('a matrix as a file', () => {
  it('has the numbers of its window, with where they come from', async () => {
    const asked = { kind: 'user_similarity_matrix', order: 'group', ...place };
    const { text, filename } = await textOf(asked);
    expect(filename).toMatch(/^kindred_run-1_user-similarity_group_\d{4}-\d\d-\d\d\.csv$/);
    const lines = text.trimEnd().split('\n');
    const facts = lines.filter((line) => line.startsWith('# '));
    for (const fact of [
      `run_id: ${run.id}`,
      'order: group',
      'aggregation: mean',
      `dataset_fingerprint: ${run.dataset.fingerprint}`,
    ])
      expect(facts).toContain(`# ${fact}`);
    const body = lines.slice(facts.length + 1);
    expect(lines[facts.length]).toBe('row_from,row_to,row,col_from,col_to,col,value,pairs');
    expect(body).toHaveLength(400);
    const window = decodeWindow(await wholeBody(await core.bytes('window', { run: run.id, ...asked })));
    body.forEach((line, cell) => {
      const value = line.split(',')[6]!;
      expect(value === '' ? NaN : Number(value)).toBe(window.values[cell]);
    });
    const members = await client.matrix.members({
      run: run.id,
      kind: 'user_similarity_matrix',
      order: 'group',
      from: 10,
      to: 11,
    });
    expect(body[0]!.split(',').slice(0, 3)).toEqual(['10', '11', members[0]!.id]);
  });

  it('has the whole order as JSON', async () => {
    const { text, filename } = await textOf({ kind: 'user_item_matrix', order: 'activity', format: 'json', ...place });
    expect(filename).toMatch(/_user-item_activity_.*\.json$/);
    const file = JSON.parse(text) as { order_of: { rows: string[]; cols: string[] }; values: (number | null)[][] };
    expect([file.order_of.rows.length, file.order_of.cols.length]).toEqual([600, 240]);
    expect([file.values.length, file.values[0]!.length]).toEqual([20, 20]);
    expect(file).toMatchObject({ matrix: 'user_item_matrix', order: 'activity', run_id: run.id });
  });

  it.each(['user_item_matrix', 'user_similarity_matrix', 'item_similarity_matrix'] as MatrixKind[])(
    'has each pair of the whole %s once',
    async (kind) => {
      const { pairs } = await client.matrix.info({ run: run.id, kind });
      const { text } = await textOf({ kind, order: 'dataset', part: 'all', r0: '0', r1: '1', c0: '0', c1: '1' });
      const lines = text.trimEnd().split('\n');
      expect(lines.filter((line) => !line.startsWith('#'))).toHaveLength(pairs + 1);
    },
  );

  it('stops when nobody reads on', async () => {
    const answer = await core.bytes('matrix', { run: run.id, kind: 'user_similarity_matrix', part: 'all', ...place });
    if (answer.body instanceof Uint8Array) throw new Error('The whole matrix must be a stream.');
    const chunks = answer.body.chunks[Symbol.asyncIterator]();
    await chunks.next();
    await chunks.next();
    await chunks.return?.();
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
  });
});
