import type { Field } from './fields.ts';

/** The columns that are drawn: those chosen, and of these with `onlyDiffering` the ones that the filtered runs differ in. */
export function shownColumns(fields: readonly Field[], chosen: readonly string[], onlyDiffering: boolean): string[] {
  if (!onlyDiffering) return [...chosen];
  const differing = new Set(fields.filter(({ differs }) => differs).map(({ id }) => id));
  return chosen.filter((id) => differing.has(id));
}

/** What has to be asked for, so that these columns can be drawn: a difference needs its metric. */
export const askedColumns = (ids: readonly string[]): string[] => [
  ...new Set(ids.map((id) => id.replace(/^delta\./, 'metrics.')).filter((id) => /^(params|metrics)\./.test(id))),
];
