export type MeasureOptions = {
  /** Timed calls, after one to warm up. */
  runs?: number;
  /** Milliseconds of something run beside it; the table shows how many times as long this takes. */
  against?: number;
};

/**
 * Times a function and prints a line of the table.
 * @returns the median in milliseconds
 */
export async function measure(
  name: string,
  run: () => unknown,
  { runs = 7, against }: MeasureOptions = {},
): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call <= runs; call++) {
    const started = performance.now();
    await run();
    if (call > 0) times.push(performance.now() - started);
  }
  const median = medianOf(times);
  const ratio = against === undefined ? '' : `  ${(median / against).toFixed(2)} ×`;
  console.log(`${name.padEnd(64)} ${median.toFixed(2).padStart(10)} ms${ratio}`);
  return median;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
