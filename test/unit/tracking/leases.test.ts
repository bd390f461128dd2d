import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { livenessOf, thisOwner, type Owner } from '#runs/tracking/owner.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { facts, filesIn, newRun, temporaryFolder, testClock } from './fixture.ts';

const me = thisOwner();
/** A machine that nobody here can look into. */
const elsewhere: Owner = { ...me, host: 'elsewhere' };

/** Two processes on one store: `theirs` starts a run, `ours` looks. */
async function twoStores(owner: Owner) {
  const files = filesIn(temporaryFolder());
  const clock = testClock();
  const theirs = await openStore({ ...files, clock, owner });
  const ours = await openStore({ ...files, clock });
  onTestFinished(() => Promise.all([theirs.close(), ours.close()]).then(() => {}));
  const dataset = await theirs.datasets.insert('shop', facts());
  const run = await theirs.runs.create(newRun(dataset));
  await theirs.runs.start(run.id);
  return { theirs, ours, clock, run };
}

describe('liveness of an owner', () => {
  it('is proven on this machine', async () => {
    expect(livenessOf(me, me)).toBe('alive');
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
    const childOwner = { ...me, pid: child.pid! };
    expect(livenessOf({ ...childOwner, started: 'some other start' }, me)).toBe('dead');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(livenessOf(childOwner, me)).toBe('dead');
  });

  it('of another boot is dead, of another host or container unknown', () => {
    expect(livenessOf({ ...me, boot: 'before' }, me)).toBe('dead');
    expect(livenessOf(elsewhere, me)).toBe('unknown');
    expect(livenessOf({ ...me, space: 'pid:[1]' }, me)).toBe('unknown');
  });
});

describe('a run whose process', () => {
  it('is provably gone becomes INTERRUPTED at once, and keeps what it logged', async () => {
    const { theirs, ours, run } = await twoStores({ ...me, boot: 'before the restart' });
    await theirs.runs.logMetrics(run.id, [{ name: 'loss', step: 1, value: 0.5 }]);
    const [interrupted] = await ours.reconcile();
    expect(interrupted).toMatchObject({ id: run.id, status: 'INTERRUPTED', metrics: { loss: 0.5 } });
    expect(interrupted!.error).toContain(`(${me.pid} on `);
    expect(await ours.reconcile()).toEqual([]);
  });

  it('lives is left alone, however late its heartbeat', async () => {
    const { ours, clock, run } = await twoStores(me);
    clock.turn(3_600_000);
    expect(await ours.reconcile()).toEqual([]);
    expect((await ours.runs.find(run.id)).status).toBe('RUNNING');
  });

  it('cannot be looked into is believed until its lease is over', async () => {
    const { theirs, ours, clock, run } = await twoStores(elsewhere);
    clock.turn(25_000);
    await theirs.runs.heartbeat([run.id]);
    clock.turn(25_000);
    expect(await ours.reconcile()).toEqual([]);
    clock.turn(6_000);
    expect(await ours.reconcile()).toMatchObject([{ id: run.id, status: 'INTERRUPTED' }]);
  });

  it('is in another container is judged by the clock that never jumps', async () => {
    const { ours, clock } = await twoStores({ ...me, space: 'pid:[1]' });
    clock.jump(86_400_000);
    expect(await ours.reconcile()).toEqual([]);
    clock.jump(-2 * 86_400_000);
    clock.turn(31_000);
    expect(await ours.reconcile()).toHaveLength(1);
  });

  it('is gone is ended by one of the processes that ask at once', async () => {
    const { theirs, ours } = await twoStores({ ...me, boot: 'before the restart' });
    const ended = await Promise.all([ours.reconcile(), theirs.reconcile(), ours.reconcile()]);
    // The store of the dead owner believes in its own boot; what counts is that the run was ended once.
    expect(ended.flat()).toHaveLength(1);
  });

  it('comes back after it was ended can log nothing more, and its heartbeat changes nothing', async () => {
    const { theirs, ours, clock, run } = await twoStores(elsewhere);
    clock.turn(31_000);
    await ours.reconcile();
    await theirs.runs.heartbeat([run.id, 'unknown']);
    await expect(theirs.runs.logMetrics(run.id, [{ name: 'loss', step: 1, value: 1 }])).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await ours.runs.find(run.id)).status).toBe('INTERRUPTED');
  });

  it('died before the run left the queue has it interrupted as well', async () => {
    const { theirs, ours } = await twoStores({ ...me, boot: 'before the restart' });
    const dataset = await theirs.datasets.find('shop');
    const queued = await theirs.runs.create(newRun(dataset));
    expect((await ours.reconcile()).map(({ id }) => id)).toContain(queued.id);
  });
});

describe('a store that others write to', () => {
  it('says so, but not of its own writes', async () => {
    const { theirs, ours, run } = await twoStores(elsewhere);
    await ours.changedElsewhere();
    expect(await ours.changedElsewhere()).toBe(false);
    await ours.runs.update(run.id, { note: 'ours' });
    expect(await ours.changedElsewhere()).toBe(false);
    await theirs.runs.update(run.id, { note: 'theirs' });
    expect(await ours.changedElsewhere()).toBe(true);
    expect(await ours.changedElsewhere()).toBe(false);
  });
});
