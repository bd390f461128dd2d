import type { AppEvent } from '#shared/api/api.ts';
import type { ArtifactStore } from '#runs/artifacts/artifact-store.ts';
import type { MatrixViews } from '#runs/artifacts/matrix-views.ts';
import type { CoreConfig } from '#runs/core.ts';
import type { Clock } from '#runs/tracking/clock.ts';
import type { Store } from '#runs/tracking/store.ts';
import type { Analysis } from '#runs/training/analysis.ts';
import type { Previews } from '#runs/training/previews.ts';
import type { Trainer } from '#runs/training/trainer.ts';

/** What every handler may use; made once by `createCore` and passed down. */
export type CoreContext = {
  config: CoreConfig & { threads: number; who: string };
  /** Bytes that a run may take if it starts now. */
  memoryLimit(): number;
  paths: {
    home: string;
    database: string;
    artifacts: string;
    datasets: string;
    bundles: string;
    backups: string;
    secrets: string;
    /** What is written only to be sent. */
    temporary: string;
    uploads: string;
  };
  clock: Clock;
  log: NonNullable<CoreConfig['log']>;
  store: Store;
  artifacts: ArtifactStore;
  trainer: Trainer;
  analysis: Analysis;
  previews: Previews;
  views: MatrixViews;
  emit(event: AppEvent): void;
  /** Resolves when the serving API, where one runs, serves what the registry says is live. */
  served(): Promise<void>;
};
