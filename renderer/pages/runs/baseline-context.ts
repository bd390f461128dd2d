import { createContext, use } from 'react';
import type { Run } from '#shared/domain/run.ts';

/** The run that differences are taken from, and whether it is the live one; the run is null until it is known or where there is none. */
export type Baseline = { run: Run | null; isLive: boolean };

export const BaselineContext = createContext<Baseline>({ run: null, isLive: false });
export const useBaselineRun = (): Baseline => use(BaselineContext);
