import { KindredError, type ErrorCode } from '#shared/api/errors.ts';
import type { StageName } from '#shared/domain/connection.ts';

/** Longest a stage of connecting may take, in milliseconds. */
export const stageLimitMs = 5000;

export type StageFault = { stage: StageName; sentence: string; hint: string };

/** A stage of connecting that failed: what happened where, and what to try. */
export function stageError(stage: StageName, code: ErrorCode, sentence: string, hint: string, cause?: unknown) {
  const details: StageFault = { stage, sentence, hint };
  return new KindredError(code, `${sentence} ${hint}`, { details, cause });
}

/** The stage and both sentences of an error that `stageError` made; undefined for any other. */
export function faultOf(error: unknown): StageFault | undefined {
  if (!(error instanceof KindredError) || typeof error.details !== 'object' || error.details === null) return undefined;
  const { stage, sentence, hint } = error.details as Partial<StageFault>;
  return stage !== undefined && sentence !== undefined && hint !== undefined ? { stage, sentence, hint } : undefined;
}

/** The code of a system or database error (`ECONNREFUSED`, `28P01`); empty where it has none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
