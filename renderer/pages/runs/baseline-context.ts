import { createContext, use } from 'react';
import type { Run } from '#shared/domain/run.ts';

/**
 * The run that differences are taken from, and whether it is the live one; the run is null until it is known or where there is none.
 * `live` are the ids of all runs whose model is live: asked for once, not by every row.
 */
export type Baseline = { run: Run | null; isLive: boolean; live: ReadonlySet<string> };

export const BaselineContext = createContext<Baseline>({ run: null, isLive: false, live: new Set() });
export const useBaselineRun = (): Baseline => use(BaselineContext);
