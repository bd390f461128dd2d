import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Runtime, Served } from '#runs/serving/runtime.ts';
import { syncPath } from '#runs/tracking/durable.ts';

const ServedFile = z.strictObject({ version: z.string(), file: z.string(), sha256: z.string() });
const State = z.strictObject({
  /** SHA-256 of the bundle that the host was started with. */
  started_with: z.string(),
  live: ServedFile,
  candidate: ServedFile.nullable(),
  previous: ServedFile.nullable(),
});

/** What a host that was started with a bundle served last; an administrator may have promoted another since. */
export type ServedState = z.infer<typeof State>;

/** @returns null where there is none, or none of this bundle */
export function readState(file: string, startedWith: string): ServedState | null {
  try {
    const state = State.parse(JSON.parse(readFileSync(file, 'utf8')));
    return state.started_with === startedWith ? state : null;
  } catch {
    return null;
  }
}

/** Written under another name first, so that a restart finds the old state or the new one. */
export function writeState(file: string, startedWith: string, { versions }: Runtime): void {
  const live = versions.inSlot('live');
  if (!live) return;
  const fileOf = (served: Served | null) =>
    served && { version: served.model.facts.modelVersion, file: served.file, sha256: served.model.facts.sha256 };
  const state: ServedState = {
    started_with: startedWith,
    live: fileOf(live)!,
    candidate: fileOf(versions.inSlot('candidate')),
    previous: fileOf(versions.inSlot('previous')),
  };
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.part-${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`);
  syncPath(draft);
  renameSync(draft, file);
}
