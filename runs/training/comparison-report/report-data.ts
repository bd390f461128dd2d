import type { Comparison, ManyComparison } from '#shared/domain/comparison.ts';
import type { DifferenceInfo, DifferenceSide, ListComparison } from '#shared/domain/list-comparison.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** What is known of the lists of two runs; a sentence where they cannot be put side by side. */
export type ReportLists =
  { lists: ListComparison; info: DifferenceInfo; windows: Record<DifferenceSide, MatrixWindow> } | { reason: string };

/** All that a report prints. */
export type ReportData = {
  many: ManyComparison;
  /** A with each other run. */
  pairs: { letter: string; comparison: Comparison; lists: ReportLists }[];
  k: number;
  version: string;
  /** Milliseconds since 1970. */
  at: number;
};
