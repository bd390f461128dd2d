import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { Slot } from '#shared/domain/serving.ts';
import { placeOf } from './hash.ts';
import type { ServedModel } from './served-model.ts';

/** A version in memory. */
export type Loaded = { model: ServedModel; loadedAt: number };

/** Versions side by side. Who asks gets one and keeps it to the end of the request, so a change never meets a request half-way. */
export type Versions<T extends Loaded> = {
  /** Makes a version available; nobody gets it yet. The same name again replaces the old one. */
  add(loaded: T): void;
  /** The version becomes live, what was live becomes previous. */
  promote(name: string): void;
  /** What is previous becomes live again, and the other way round. @throws KindredError conflict where there is none */
  rollback(): T;
  /** Names the version that is tried beside the live one; null for none. */
  setCandidate(name: string | null): void;
  /** Names the version that a roll-back returns to; null for none. */
  setPrevious(name: string | null): void;
  /** Part of the users whom the candidate answers; each user always gets the same version. */
  setCanary(share: number): void;
  /** Lets go of a version that is in no slot. @throws KindredError conflict where it is in one */
  remove(name: string): void;
  /** The version for this user; null before anything is live. */
  of(user: string): T | null;
  inSlot(slot: Exclude<Slot, 'loaded'>): T | null;
  /** @throws KindredError not_found naming what is loaded */
  find(name: string): T;
  slotOf(name: string): Slot;
  shareOf(name: string): number;
  all(): T[];
};

export function createVersions<T extends Loaded>(): Versions<T> {
  const loaded = new Map<string, T>();
  let live: T | null = null;
  let previous: T | null = null;
  let candidate: T | null = null;
  let canary = 0;
  const nameOf = (entry: T | null) => entry?.model.facts.modelVersion;

  function find(name: string): T {
    const found = loaded.get(name);
    if (found) return found;
    const list = loaded.size === 0 ? 'None is.' : `Loaded: ${[...loaded.keys()].join(', ')}.`;
    throw new KindredError(
      'not_found',
      `The version "${name}" is not loaded.${didYouMean(name, loaded.keys())} ${list}`,
    );
  }

  function setCandidate(name: string | null): void {
    candidate = name === null ? null : find(name);
    if (candidate === null) canary = 0;
  }

  function makeLive(next: T): void {
    if (next === live) return;
    previous = live;
    live = next;
    if (candidate === next) setCandidate(null);
  }

  function slotOf(name: string): Slot {
    if (name === nameOf(live)) return 'live';
    if (name === nameOf(candidate)) return 'candidate';
    return name === nameOf(previous) ? 'previous' : 'loaded';
  }

  return {
    find,
    slotOf,
    setCandidate,
    add(entry) {
      const name = entry.model.facts.modelVersion;
      const before = loaded.get(name);
      loaded.set(name, entry);
      if (before === undefined) return;
      if (live === before) live = entry;
      if (previous === before) previous = entry;
      if (candidate === before) candidate = entry;
    },
    promote: (name) => makeLive(find(name)),
    rollback() {
      if (!previous) {
        throw new KindredError('conflict', 'There is no previous version to roll back to. Promote one instead.');
      }
      makeLive(previous);
      return live!;
    },
    setPrevious: (name) => void (previous = name === null ? null : find(name)),
    setCanary(share) {
      if (share > 0 && candidate === null) {
        throw new KindredError('conflict', 'There is no candidate to give users to. Load one first.');
      }
      canary = share;
    },
    remove(name) {
      find(name);
      const slot = slotOf(name);
      if (slot !== 'loaded') throw new KindredError('conflict', `The version "${name}" is ${slot}. Replace it first.`);
      loaded.delete(name);
    },
    of(user) {
      // The candidate's name is the salt: each experiment draws users anew.
      const isCanary = candidate !== null && canary > 0 && placeOf(user, nameOf(candidate)!) < canary;
      return isCanary ? candidate : live;
    },
    inSlot: (slot) => (slot === 'live' ? live : slot === 'candidate' ? candidate : previous),
    shareOf(name) {
      const slot = slotOf(name);
      if (slot === 'live') return 1 - canary;
      return slot === 'candidate' ? canary : 0;
    },
    all: () => [...loaded.values()],
  };
}
