import type { ApiKey, NewApiKey } from '#shared/domain/api-key.ts';
import type { RetrainOutcome } from '#shared/domain/retraining.ts';
import type { ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import type { PerformancePort } from './performance/port.ts';
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

/** What an API is started with: a recommender, a model of query performance, or both. */
export type Served = { slots: ServedSlots | null; performance: ServedFile | null };

/** The serving API beside a core: the core decides what is served, the host answers HTTP, away from the core's thread. */
export type ServingHost = {
  status(): Promise<ServingStatus>;
  /** Listens once what is live is loaded. @param port  null: the usual one, else a free one */
  start(served: Served, port: number | null): Promise<void>;
  /**
   * Changes what is served without a failed request; what is loaded already is not read again.
   * @throws KindredError where a bundle is refused: what was served stays
   */
  assign(slots: ServedSlots): Promise<void>;
  /** The same of the model of query performance that answers; null for none. */
  assignPerformance(file: ServedFile | null): Promise<void>;
  /** Who answers what the API needs of a tracking store for query performance. */
  usePort(port: PerformancePort): void;
  /** Predictions whose actual time was told to the API, oldest first, whether it runs or not. */
  validated(query: { modelVersion?: string | undefined; limit: number }): Promise<ValidatedPrediction[]>;
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
