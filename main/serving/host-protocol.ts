import type { WireError } from '#shared/api/errors.ts';
import type { ApiKey, NewApiKey } from '#shared/domain/api-key.ts';
import type { RetrainOutcome } from '#shared/domain/retraining.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import type { PortAsk } from './port-link.ts';
import type { Served, ServedFile, ServedSlots } from '#runs/serving/serving-host.ts';

/** What the workbench asks of the process of its API, and what it is answered. */
export type HostCalls = {
  status: { ask: null; answer: ServingStatus };
  assign: { ask: ServedSlots; answer: null };
  assignPerformance: { ask: ServedFile | null; answer: null };
  setCanary: { ask: number; answer: null };
  setShadow: { ask: boolean; answer: null };
  keys: { ask: null; answer: ApiKey[] };
  createKey: { ask: NewApiKey; answer: { key: ApiKey; secret: string } };
  revokeKey: { ask: string; answer: ApiKey };
  retrained: { ask: RetrainOutcome; answer: null };
  close: { ask: null; answer: null };
};

export type HostCall = keyof HostCalls;
export type HostRequest = { [C in HostCall]: { id: number; call: C; ask: HostCalls[C]['ask'] } }[HostCall];

/** From the process: an answer to a call, the news that something changed, or a question to whoever holds the store. */
export type HostMessage =
  | { type: 'answer'; id: number; ok: true; value: unknown }
  | { type: 'answer'; id: number; ok: false; error: WireError }
  | { type: 'ready'; address: string }
  | { type: 'failed'; error: WireError }
  | { type: 'changed' }
  | PortAsk;

/** What the process is started with. */
export type HostStart = {
  served: Served;
  port: number | null;
  folder: string;
  bundles: string;
  helper: string;
  version: string;
  logFile: string;
};
