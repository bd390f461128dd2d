import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { RetrainAlert, type Retraining } from '#shared/domain/retraining.ts';
import { isEnded } from '#shared/domain/run.ts';
import { createCore, type Core } from '#runs/core.ts';
import { coreConfig } from '../../../main/core-config.ts';
import { tempHome } from '../../support/temp-home.ts';
import { until } from '../../support/until.ts';

let folder: ReturnType<typeof tempHome>;
let core: Core;
let client: Client;
let hook: { url: string; alerts: RetrainAlert[]; server: Server };

const csv = () => join(folder.home, 'clicks.csv');
/** 20 users who click through 12 items, one a day from the user's number on. @param item  of the click of a user on a day */
function writeClicks(days: number, item = (user: number, day: number) => (user + day) % 12): void {
  const lines = ['user_id,item_id,interaction_type,created_at'];
  for (let day = 0; day < days; day++) {
    const at = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
    for (let user = 0; user < 20; user++) lines.push(`u${user},p${item(user, day)},like,${at}`);
  }
  writeFileSync(csv(), `${lines.join('\n')}\n`);
}

async function open(schedules = false): Promise<void> {
  core = await createCore({ ...coreConfig(folder.home), threads: 1, schedules });
  client = connect({ call: serve(core.handlers), listen: core.listen });
}

beforeEach(async () => {
  folder = tempHome();
  hook = await startHook();
  await open();
  writeClicks(8);
  await client.datasets.create({ name: 'clicks', recipe: { source: `file:${csv()}` } });
  const { runs } = await client.runs.start({ dataset: 'clicks', algorithm: 'popularity' });
  await until('the run', async () => (isEnded((await client.runs.show({ run: runs[0]!.id })).status) ? true : null));
  await client.models.register({ run: '1', model: 'feed' });
  await client.models.promote({ version: 'feed@1' });
});
afterEach(async () => {
  await core.close();
  hook.server.close();
  folder.remove();
});

async function startHook(): Promise<typeof hook> {
  const alerts: RetrainAlert[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      alerts.push(RetrainAlert.parse(JSON.parse(body)));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`, alerts, server };
}

const end = (id: string): Promise<Retraining> =>
  until('the end of it', async () => {
    const found = (await client.retraining.history({ model: 'feed' })).find((each) => each.id === id);
    return found && found.ended_at !== null ? found : null;
  });
const retrained = async () => end((await client.retraining.run({ model: 'feed' })).id);
const told = (count: number) => until('the alert', () => (hook.alerts.length >= count ? hook.alerts : null));

describe('training again', () => {
  it('does nothing where the source has nothing new', async () => {
    expect(await retrained()).toMatchObject({
      outcome: 'unchanged',
      run: null,
      detail: 'feed_v1 was trained on clicks version 1, the newest there is.',
    });
  });

  it('reads what is new, trains as before, asks the gates, and makes a candidate; once', async () => {
    await client.retraining.save({ model: 'feed', webhook: hook.url, max_drop: 1 });
    writeClicks(10);
    const done = await retrained();
    expect(done).toMatchObject({
      outcome: 'candidate',
      due_at: null,
      dataset: { name: 'clicks', version: 2 },
      run: { number: 2 },
      version: 2,
    });
    expect(done.gates.map(({ name, ok }) => [name, ok])).toEqual([['smoke_call', true], ['metric', true]]); // prettier-ignore
    const model = await client.models.show({ model: 'feed' });
    expect(model.aliases).toEqual({ live: 1, candidate: 2 });
    const run = await client.runs.show({ run: '2' });
    expect(run).toMatchObject({ algorithm: 'popularity', seed: 42, tags: { retrained: 'feed@1' } });
    const [alert] = await told(1);
    expect(alert).toMatchObject({ event: 'retraining', severity: 'info', retraining: { id: done.id } });
    expect(await retrained()).toMatchObject({ outcome: 'unchanged' });
  });

  it('keeps a version back that is much worse than what is live, and tells who looks after it', async () => {
    await client.retraining.save({ model: 'feed', webhook: hook.url });
    // From the eighth day on nobody clicks anything that was ever clicked before: nothing held out can be found.
    writeClicks(10, (user, day) => (day < 8 ? (user + day) % 12 : 1000 + 20 * day + user));
    const done = await retrained();
    expect(done).toMatchObject({ outcome: 'kept_back', version: 2 });
    expect(done.detail).toMatch(/^feed_v2 was kept back\. A gate says no: "ndcg@10 holds on newer data": 0\.000/);
    expect((await client.models.show({ model: 'feed' })).aliases).toEqual({ live: 1 });
    expect((await told(1))[0]).toMatchObject({ severity: 'warning' });
  });

  it('says why where it cannot, in the history and to the webhook', async () => {
    await client.retraining.save({ model: 'feed', webhook: hook.url });
    writeFileSync(csv(), 'nothing,of,use\n');
    const done = await retrained();
    expect(done.outcome).toBe('failed');
    expect(done.detail).toContain('clicks.csv');
    expect((await told(1))[0]).toMatchObject({ severity: 'error', text: `Retraining of feed: ${done.detail}` });
  });

  it('is skipped while another one of the model is under way, and says so', async () => {
    writeClicks(10);
    const [first, second] = await Promise.all([1, 2].map(() => client.retraining.run({ model: 'feed' })));
    expect([first!.outcome, second!.outcome]).toEqual(['running', 'skipped']);
    expect(second!.detail).toMatch(/^Skipped: the one that began at 2\d{3}-.* is still under way\.$/);
    await end(first!.id);
  });

  it('does not stay under way where Kindred is closed meanwhile', async () => {
    writeClicks(10);
    const { id } = await client.retraining.run({ model: 'feed' });
    await core.close();
    await open();
    const [last] = await client.retraining.history({ model: 'feed' });
    expect(last!.id).toBe(id);
    expect(last!.outcome).not.toBe('running');
    expect(last!.ended_at).not.toBeNull();
  });
});

describe('a plan', () => {
  it.each([
    ['every day', '"every day" is no schedule.'],
    ['61 2 * * *', '"61 2 * * *" is no schedule.'],
    ['0 0 30 2 *', 'The schedule "0 0 30 2 *" never comes.'],
  ])('with the schedule %j is refused in a sentence', async (cron, says) => {
    const refused = client.retraining.save({ model: 'feed', cron });
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.toThrow('such as "0 2 * * *" for every day at 02:00 (UTC)');
  });

  it('is every day at 02:00 UTC unless said, is listed with its next time, and can be removed', async () => {
    const plan = await client.retraining.save({ model: 'feed' });
    expect(plan).toMatchObject({ cron: '0 2 * * *', enabled: true, webhook: null });
    expect(new Date(plan.next_at!).toISOString()).toMatch(/T02:00:00\.000Z$/);
    expect(await client.retraining.plans({})).toEqual([plan]);
    expect(await client.retraining.save({ model: 'feed', enabled: false })).toMatchObject({ next_at: null });
    await client.retraining.remove({ model: 'feed' });
    expect(await client.retraining.plans({})).toEqual([]);
    await expect(client.retraining.save({ model: 'nobody' })).rejects.toThrow('nobody');
  });

  it('is followed by a host that stays, and each time is taken by one of two hosts on the same data', async () => {
    await core.close();
    await open(true);
    const other = await createCore({ ...coreConfig(folder.home), threads: 1, schedules: true });
    await client.retraining.save({ model: 'feed', cron: '* * * * * *' });
    const history = await until('three times', async () => {
      const found = await client.retraining.history({ model: 'feed' });
      return found.filter(({ outcome }) => outcome === 'unchanged').length >= 3 ? found : null;
    });
    const due = history.map(({ due_at }) => due_at);
    expect(new Set(due).size).toBe(due.length);
    expect(due.every((at) => at !== null && at % 1000 === 0)).toBe(true);
    await client.retraining.remove({ model: 'feed' });
    await other.close();
  });
});
