import { blockRows, blocksOf } from './fill-lanes.ts';
import { startKernel } from './kernels/kernel.ts';
import type { KernelFunction } from './kernels/kernel.ts';
import { wasm } from './kernels/neighbours.wasm.ts';
import { rangeOf } from './lanes.ts';
import type { Lanes } from './lanes.ts';
import { groupRows, lookers } from './meeting.ts';

/** Keeps the most similar rows of each row, like `NeighbourJob`, or finds the range of cosines, like `RangeJob`, by the WebAssembly kernel. */
export type LaneJob = {
  kind: 'lanes';
  finds: 'neighbours' | 'range';
  lanes: Lanes;
  /** No value is below 0, so no cosine is. */
  nonNegative: boolean;
  /** Which of the lanes' areas is this thread's. */
  area: number;
};

/** Rows that a thread takes at once: some milliseconds of work. */
const unitRows = 4 * groupRows;

/** Work comes block by block: in each, the groups of rows that have pairs there, some at a time. */
type Unit = { block: number; from: number; to: number };

function unitsOf({ rows, others }: Lanes): Unit[] {
  return Array.from({ length: blocksOf({ rows, others }) }, (_, block) => {
    const end = others > 0 ? others : Math.min(rows, (block + 1) * blockRows);
    return Array.from({ length: Math.ceil(end / unitRows) }, (__, n) => {
      return { block, from: n * unitRows, to: Math.min(end, (n + 1) * unitRows) };
    });
  }).flat();
}

export const laneUnits = ({ lanes }: LaneJob): number => unitsOf(lanes).length;

const widths = ['narrow', 'wide'] as const;

/** What adds up the products of a group of rows with those of a block, and what takes the sums, for each kind of number. */
function waysBy(kernel: Record<string, KernelFunction>, finds: LaneJob['finds']) {
  const { addFloats, addNarrow, addWide } = kernel;
  const { offerFloats, offerNarrow, offerWide, widenByFloats, widenByNarrow, widenByWide } = kernel;
  const isRange = finds === 'range';
  return {
    floats: { add: addFloats!, take: isRange ? widenByFloats! : offerFloats! },
    narrow: { add: addNarrow!, take: isRange ? widenByNarrow! : offerNarrow! },
    wide: { add: addWide!, take: isRange ? widenByWide! : offerWide! },
  };
}

/** The pairs of some units; they may come in any order, and ascending ones are the fastest. */
export function lanePass({ lanes, finds, nonNegative, area: index }: LaneJob): (from: number, to: number) => void {
  const { rows, cols, others, memory, wide } = lanes;
  const area = lanes.areas[index]!;
  const waysOf = waysBy(startKernel(wasm, memory), finds);
  const rowsAtOnce = wide ? groupRows : 4;
  const starts = new Uint32Array(memory.buffer, area.starts, blocksOf(lanes) * cols + 1);
  const cursors = new Uint32Array(memory.buffer, area.cursors, cols);
  const units = unitsOf(lanes);
  let last: Unit | undefined;

  function work(unit: Unit): void {
    const { block, from, to } = unit;
    const base = others + block * blockRows;
    const end = Math.min(blockRows, rows - base);
    if (last?.block !== block || from < last.from) {
      cursors.set(starts.subarray(block * cols, (block + 1) * cols));
    }
    last = unit;
    for (let row = from; row < to; row += rowsAtOnce) {
      const first = Math.max(0, row - base);
      const { add, take } = waysOf[wide ? widths[wide[row / groupRows]!]! : 'floats'];
      add(area.at, row, Math.min(rowsAtOnce, lookers(lanes) - row), area.starts + block * cols * 4, first);
      take(area.at, row, base, first, end);
    }
  }

  const range = rangeOf(memory, area);
  return (from, to) => {
    // Nothing lies outside [0, 1], so there is no more to find.
    if (finds === 'range' && nonNegative && range[0] === 0 && range[1] === 1) return;
    for (let n = from; n < to; n++) work(units[n]!);
  };
}
