import type { Comparison, ManyComparison } from '#shared/domain/comparison.ts';
import type { DifferenceInfo, DifferenceSide, ListComparison } from '#shared/domain/list-comparison.ts';
import type { QueryChange } from '#shared/domain/query-comparison.ts';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** What is known of the lists of two runs; a sentence where they cannot be put side by side. */
export type ReportLists =
  { lists: ListComparison; info: DifferenceInfo; windows: Record<DifferenceSide, MatrixWindow> } | { reason: string };

/** What two models of query performance say, query by query; a sentence where they were tested on other queries. */
export type ReportQueries = { a: QueryRunReport; b: QueryRunReport; changes: QueryChange[] } | { reason: string };

/** A with another run; the rest is as their kind has it. */
export type ReportPair = { letter: string; comparison: Comparison } & (
  { lists: ReportLists } | { queries: ReportQueries }
);

/** All that a report prints. */
export type ReportData = {
  many: ManyComparison;
  pairs: ReportPair[];
  k: number;
  version: string;
  /** Milliseconds since 1970. */
  at: number;
};
