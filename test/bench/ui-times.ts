/** Ends what was opened; not timed. */
type Undo = (() => Promise<unknown>) | null;

/** Milliseconds of each call, in order; the first one warms up and is left out. */
export async function timesOf(repeats: number, act: () => Promise<Undo>): Promise<number[]> {
  const times: number[] = [];
  for (let call = 0; call <= repeats; call++) {
    const started = performance.now();
    const undo = await act();
    if (call > 0) times.push(performance.now() - started);
    await undo?.();
  }
  return times;
}

/** One line: the median, the slowest but one in twenty, and the budget with the ratio to it. */
export function printTimes(name: string, times: readonly number[], budget: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  const [median, p95] = [at(0.5), at(0.95)];
  console.log(
    `${name.padEnd(48)} median ${median.toFixed(0).padStart(6)} ms   p95 ${p95.toFixed(0).padStart(6)} ms   budget ${budget} ms  ${(p95 / budget).toFixed(2)} ×`,
  );
}
