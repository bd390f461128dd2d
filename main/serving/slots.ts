import type { ServedSlots, ServedFile } from '#runs/serving/serving-host.ts';
import type { Expected, Runtime, Served } from '#runs/serving/runtime.ts';
import type { ApiMetrics } from './metrics.ts';

/** Which version is live, on trial, or kept for going back; every change is one pointer, so no request sees half of it. */
export type Slots = {
  /** Reads and tries a bundle; nobody gets it yet. @throws KindredError where it is refused */
  load(file: string, expected?: Expected): Promise<Served>;
  /** Loads what is not in memory yet, then changes all slots at once. What is refused changes nothing. */
  assign(slots: ServedSlots): Promise<void>;
  promote(version: string): void;
  rollback(): void;
  setCandidate(version: string | null): void;
  setCanary(share: number): void;
  remove(version: string): void;
};

/** @param onChange  told after each change */
export function createSlots(runtime: Runtime, metrics: ApiMetrics, onChange: () => void): Slots {
  const { versions } = runtime;

  async function load(file: string, expected?: Expected): Promise<Served> {
    try {
      return await runtime.load(file, expected);
    } catch (error) {
      metrics.swapped('refused');
      throw error;
    }
  }

  /** A version that is in memory under the same hash is the same. */
  async function loaded({ version, file, sha256 }: ServedFile): Promise<string> {
    const known = versions.all().find(({ model }) => model.facts.modelVersion === version);
    if (known?.model.facts.sha256 === sha256) return version;
    return (await load(file, { version, sha256 })).model.facts.modelVersion;
  }

  function promote(version: string): void {
    if (versions.slotOf(versions.find(version).model.facts.modelVersion) === 'live') return;
    versions.promote(version);
    metrics.swapped('promoted');
    onChange();
  }

  const nameIn = (slot: 'live' | 'candidate' | 'previous') => versions.inSlot(slot)?.model.facts.modelVersion ?? null;

  /** Only what a slot names stays in memory. */
  function forgetOthers(): void {
    for (const { model } of versions.all()) {
      const { modelVersion } = model.facts;
      if (versions.slotOf(modelVersion) === 'loaded') versions.remove(modelVersion);
    }
  }

  return {
    load,
    promote,
    async assign({ live, candidate, previous }) {
      const names = [];
      for (const file of [live, candidate, previous]) names.push(file && (await loaded(file)));
      const [next, onTrial, before] = names;
      const wanted = [next, onTrial === next ? null : onTrial, before];
      const now = (['live', 'candidate', 'previous'] as const).map((slot) => nameIn(slot));
      if (wanted.every((name, n) => name === now[n])) return;
      if (next !== now[0]) versions.promote(next!);
      versions.setCandidate(wanted[1] ?? null);
      versions.setPrevious(before ?? null);
      if (now[0] !== null && next !== now[0]) metrics.swapped(next === now[2] ? 'rolled_back' : 'promoted');
      forgetOthers();
      onChange();
    },
    rollback() {
      versions.rollback();
      metrics.swapped('rolled_back');
      onChange();
    },
    setCandidate(version) {
      versions.setCandidate(version);
      onChange();
    },
    setCanary(share) {
      versions.setCanary(share);
      onChange();
    },
    remove(version) {
      versions.remove(version);
      onChange();
    },
  };
}
