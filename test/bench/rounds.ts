import { loadavg } from 'node:os';

/** Something to be timed: it says its own times where it runs elsewhere, and whether something came out alike. */
export type Contender = {
  name: string;
  /** Threads; contenders are compared with those of as many. */
  threads: number;
  run(): Promise<{ ms: number; cpu: number; check?: number; peak?: number }>;
};

export type Times = {
  name: string;
  threads: number;
  ms: number;
  cpu: number;
  check: number | undefined;
  peak: number | undefined;
};

/** Times work of this process and its threads. */
export async function timed(work: () => Promise<unknown>): Promise<{ ms: number; cpu: number }> {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, cpu: (user + system) / 1000 };
}

/**
 * Runs all contenders by turns, so that what else the machine does meets each of them, and prints a line each: the medians of wall and
 * processor time, and how many times as long each takes as `ours` with as many threads; of a first round the same by itself, because first
 * calls, which must still get their memory, can take several times as long.
 * @param warmUp whether the first round counts by itself, and not among `rounds`
 */
export async function measureRounds(
  contenders: readonly Contender[],
  { rounds, warmUp, ours }: { rounds: number; warmUp: boolean; ours: string },
): Promise<Times[]> {
  const runs = new Map<Contender, Awaited<ReturnType<Contender['run']>>[]>();
  const firsts = new Map<Contender, Awaited<ReturnType<Contender['run']>>>();
  for (const contender of contenders) runs.set(contender, []);
  for (let round = warmUp ? -1 : 0; round < rounds; round++) {
    for (const contender of contenders) {
      const times = await contender.run();
      if (round >= 0) runs.get(contender)!.push(times);
      else firsts.set(contender, times);
    }
  }
  const all = contenders.map((contender): Times => {
    const own = runs.get(contender)!;
    const { name, threads } = contender;
    const last = own.at(-1)!;
    return {
      name,
      threads,
      ms: median(own.map((run) => run.ms)),
      cpu: median(own.map((run) => run.cpu)),
      check: last.check,
      peak: last.peak,
    };
  });
  if (firsts.size > 0) console.log('first calls');
  for (const [{ name, threads }, times] of firsts) {
    const [own] = [...firsts].find(([other]) => other.name === ours && other.threads === threads) ?? [];
    console.log(lineOf({ name, threads, ...times }, own && firsts.get(own)));
  }
  if (firsts.size > 0) console.log('later calls');
  for (const times of all) {
    const against = all.find(({ name, threads }) => name === ours && threads === times.threads);
    console.log(lineOf(times, against));
  }
  console.log(`medians of ${rounds} by turns; load ${loadavg()[0]!.toFixed(1)}`);
  return all;
}

type Line = Pick<Times, 'name' | 'threads' | 'ms' | 'cpu'> & { peak?: number | undefined };

function lineOf({ name, threads, ms, cpu, peak }: Line, ours: Pick<Times, 'ms' | 'cpu'> | undefined): string {
  const ratios = ours ? `${(ms / ours.ms).toFixed(2).padStart(8)} × ${(cpu / ours.cpu).toFixed(2).padStart(8)} ×` : '';
  const memory = peak === undefined ? '' : `  peak ${Math.round(peak)} MB`;
  return `${`${name}, ${threads} thread(s)`.padEnd(46)} wall ${seconds(ms)}  cpu ${seconds(cpu)} ${ratios}${memory}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3).padStart(8)} s`;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The b of y ≈ a·xᵇ, by least squares over logarithms. */
export function exponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
