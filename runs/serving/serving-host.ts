import type { ApiKey, NewApiKey } from '#shared/domain/api-key.ts';
import type { RetrainOutcome } from '#shared/domain/retraining.ts';
import type { Explained, ServingStatus, Slot, TriedAnswer, TryIt } from '#shared/domain/serving.ts';

/** A version of a registered model as a file; the host verifies it before it is used. */
export type ServedFile = { version: string; file: string; sha256: string };

/** What a model's aliases name; the live version answers, the others wait in memory. */
export type ServedSlots = {
  model: string;
  live: ServedFile;
  candidate: ServedFile | null;
  previous: ServedFile | null;
};

/** The serving API beside a core: the core decides what is served, the host answers HTTP, away from the core's thread. */
export type ServingHost = {
  status(): Promise<ServingStatus>;
  /** Listens once the live version is loaded. @param port  null: the usual one, else a free one */
  start(slots: ServedSlots, port: number | null): Promise<void>;
  /**
   * Changes what is served without a failed request; what is loaded already is not read again.
   * @throws KindredError where a bundle is refused: what was served stays
   */
  assign(slots: ServedSlots): Promise<void>;
  stop(): Promise<void>;
  /** @param share  part of the users that the candidate answers, 0 to 1 */
  setCanary(share: number): Promise<void>;
  setShadow(on: boolean): Promise<void>;
  /** Real requests to the API's own address. */
  tryIt(question: TryIt): Promise<TriedAnswer[]>;
  explain(question: { user: string; item: string; slot: Slot }): Promise<Explained>;
  keys(): Promise<ApiKey[]>;
  createKey(wanted: NewApiKey): Promise<{ key: ApiKey; secret: string }>;
  revokeKey(key: string): Promise<ApiKey>;
  /** Counted in the metrics of an API that runs. */
  retrained(outcome: RetrainOutcome): void;
  /** Told of every change of state, also where the API ended by itself. @returns stops listening */
  listen(listener: (status: ServingStatus) => void): () => void;
  close(): Promise<void>;
};
