import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppEvent } from '#shared/api/api.ts';
import { connect, type Client, type Transport } from '#shared/api/rpc.ts';
import type { UploadReply } from '#shared/domain/upload.ts';
import { until } from '../support/until.ts';

/** A host on a copy of the prepared data folder, asked as its page asks it. */
export type HostUnderTest = {
  transport: Transport;
  /** A GET on `bytes/…` with the page's means. */
  bytes(path: string, query: Record<string, string>): Promise<{ body: Uint8Array; contentType: string }>;
  /** A POST on `bytes/upload` with the page's means. */
  upload(query: Record<string, string>, part: Uint8Array): Promise<UploadReply>;
  close(): Promise<unknown>;
};

/** What the same data folder answered without any wire. */
export type Reference = { window: Uint8Array; picture: Uint8Array; artifact: string; missing: unknown };

/** The window that every host is asked for. */
export const windowQuery = { run: '1', kind: 'user_similarity_matrix', r0: '0', r1: '20', c0: '0', c1: '20' };

/** The contract holds on a host: whatever works in process works there, with equal answers, errors and bytes. */
export function describeHost(name: string, open: () => Promise<HostUnderTest>, reference: () => Reference): void {
  describe(`${name}: the contract`, () => {
    let host: HostUnderTest;
    let client: Client;
    beforeAll(async () => {
      host = await open();
      client = connect(host.transport);
    });
    afterAll(() => host.close());

    it('fills in defaults', async () => {
      const { runs, total } = await client.runs.list({});
      expect(total).toBe(1);
      expect(runs[0]).toMatchObject({ number: 1, status: 'FINISHED', seed: 42, ks: [5, 10, 20] });
    });

    it('refuses bad input and names the field', async () => {
      const asked = host.transport.call('runs.list', { limit: '10', filter: 3 });
      await expect(asked).resolves.toMatchObject({
        ok: false,
        error: { code: 'invalid_input', message: expect.stringMatching(/limit[\s\S]*filter|filter[\s\S]*limit/) },
      });
      const unknown = await host.transport.call('runs.list', { limt: 10 });
      expect(unknown).toMatchObject({ ok: false, error: { message: expect.stringContaining('limt') } });
    });

    it.each(['runs.__proto__', 'constructor.constructor', '__proto__.list', 'runs.drop', 'runs', 'toString', ''])(
      'refuses the name %j',
      async (call) => {
        const reply = await host.transport.call(call, {});
        expect(reply).toMatchObject({ ok: false, error: { code: 'not_found' } });
      },
    );

    it('keeps the code and the message of an error', async () => {
      await expect(host.transport.call('runs.show', { run: 'nope' })).resolves.toEqual(reference().missing);
      await expect(client.runs.show({ run: 'nope' })).rejects.toMatchObject({
        name: 'KindredError',
        code: 'not_found',
      });
    });

    it('tells listeners of changes until they stop listening', async () => {
      const seen: AppEvent[] = [];
      const stop = host.transport.listen((event) => seen.push(event));
      const changes = () => seen.filter((event) => event.type === 'run.changed').map(({ run }) => run.note);
      // A listener may need a moment to be connected: events before that are not promised.
      await until('the first event', async () => {
        await client.runs.update({ run: '1', note: 'is anyone there?' });
        return changes().length > 0 ? true : null;
      });
      await client.runs.update({ run: '1', note: 'heard' });
      await until('the event', () => (changes().at(-1) === 'heard' ? true : null));
      stop();
      await client.runs.update({ run: '1', note: 'not heard' });
      await client.runs.show({ run: '1' });
      expect(changes()).not.toContain('not heard');
    });

    it('carries large answers and every character', async () => {
      const value = 'größer 漢字 🜁 \u2028 "\\ </script>'.repeat(150);
      const tags = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`tag ${n}`, value]));
      await client.runs.update({ run: '1', tags });
      const run = await client.runs.show({ run: '1' });
      expect(run.tags).toEqual(tags);
      expect(JSON.stringify(run).length).toBeGreaterThan(400_000);
    });

    it('answers many calls at once, each with its own answer', async () => {
      const names = Array.from({ length: 40 }, (_, n) => `nobody-${n}`);
      const replies = await Promise.all(names.map((run) => host.transport.call('runs.show', { run })));
      for (const [n, reply] of replies.entries()) expect(JSON.stringify(reply)).toContain(`nobody-${n}`);
    });

    it('serves the same bytes by address', async () => {
      const window = await host.bytes('window', windowQuery);
      expect(window).toEqual({ contentType: 'application/octet-stream', body: reference().window });
      const picture = await host.bytes('artifact', { run: '1', name: reference().artifact });
      expect(picture.contentType).toContain('image/svg+xml');
      expect(picture.body).toEqual(reference().picture);
    });

    it('takes a file in parts, and reads it', async () => {
      const content = Buffer.from('user,item,type\nann,x,view\nbob,y,like\nbob,,like\n');
      const query = { name: 'events 🎬.csv', bytes: String(content.length) };
      const first = await host.upload({ ...query, offset: '0' }, content.subarray(0, 20));
      expect(first).toMatchObject({ received: 20, address: null });
      const { upload } = first;
      const early = host.upload({ ...query, upload, offset: '30' }, content.subarray(30));
      await expect(early).rejects.toMatchObject({ code: 'conflict', details: { received: 20 } });
      const { address } = await host.upload({ ...query, upload, offset: '20' }, content.subarray(20));
      const preview = await client.sources.preview({ source: address! });
      expect(preview).toMatchObject({ columns: ['user', 'item', 'type'], rows: { length: 3 }, problem: null });
      const dataset = await client.datasets.create({ name: 'dropped', recipe: { source: address! } });
      expect(dataset).toMatchObject({ users: 2, interactions: 2 });
    });

    it('gives a dataset as a file, and the rows that were left out of it', async () => {
      const csv = await host.bytes('dataset', { dataset: 'dropped' });
      expect(csv.contentType).toContain('text/csv');
      expect(new TextDecoder().decode(csv.body)).toBe(
        'user_id,item_id,interaction_type,weight\r\nann,x,view,0.1\r\nbob,y,like,0.7\r\n',
      );
      const packed = await host.bytes('dataset', { dataset: 'dropped', format: 'csv.gz' });
      expect(gunzipSync(packed.body)).toEqual(Buffer.from(csv.body));
      const rejected = await host.bytes('rejected', { dataset: 'dropped' });
      expect(new TextDecoder().decode(rejected.body)).toContain('4,no item,"bob,,like"');
      await expect(host.bytes('rejected', { dataset: 'reference' })).rejects.toThrow('No row was left out');
      await expect(host.bytes('dataset', { dataset: 'dropped', format: 'xlsx' })).rejects.toThrow(/format/);
    });

    it('says in words which bytes there are not', async () => {
      const missing = { code: 'not_found', message: 'Run 1 has no file "nothing.svg".' };
      await expect(host.bytes('artifact', { run: '1', name: 'nothing.svg' })).rejects.toMatchObject(missing);
      await expect(host.bytes('window', { ...windowQuery, h: '9999' })).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringMatching(/h\b/),
      });
    });
  });
}
