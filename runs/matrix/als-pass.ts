import { fieldBytes } from './als-area.ts';
import type { ExactArea, GradientsArea } from './als-area.ts';
import { createAlsGradients, tooLarge } from './als-gradients.ts';
import { createAlsSystem } from './als-system.ts';
import type { AlsSettings } from './als-system.ts';
import { wasm } from './kernels/als.wasm.ts';
import { startKernel } from './kernels/kernel.ts';
import { singular } from './singular.ts';

type Common = {
  kind: 'als';
  settings: AlsSettings;
  size: number;
  /** Where the arrays are, for the WebAssembly kernel. */
  pages: WebAssembly.Memory | null;
  /** Values of the longest row. */
  longest: number;
};

/** Rows write their own factors and errors, so threads share everything but what they work in. */
export type AlsJob = Common &
  (
    | { solver: 'cholesky'; area: ExactArea; scratch: Float64Array }
    | { solver: 'cg'; steps: number; area: GradientsArea; scratch: Float32Array }
  );

/** Rows without values get factors of 0, which are their minimum. */
export function alsPass(job: AlsJob): (from: number, to: number) => void {
  if (job.pages) return byKernel(job, job.pages);
  const one = job.solver === 'cg' ? improveOne(job) : solveOne(job);
  const { rowPointers, rowColumns, weights, solved, errors } = job.area;
  const { size } = job;
  return (from, to) => {
    for (let row = from; row < to; row++) {
      const start = rowPointers[row]!;
      const end = rowPointers[row + 1]!;
      if (start === end) {
        solved.fill(0, row * size, (row + 1) * size);
        errors[row] = 0;
      } else {
        errors[row] = one(row, rowColumns.subarray(start, end), weights.subarray(start, end));
      }
    }
  };
}

/** @returns Σ_S w·(x·y − 1)² + pull·(1 − 2·x·y) of the row */
type SolveRow = (row: number, columns: Int32Array, weights: Float64Array) => number;

function solveOne({ settings, size, area }: Extract<AlsJob, { solver: 'cholesky' }>): SolveRow {
  const system = createAlsSystem(settings, { size, fixed: area.fixed, background: area.background });
  return (row, columns, weights) => {
    const x = area.solved.subarray(row * size, (row + 1) * size);
    system.solve(columns, weights, x);
    return system.squaredError(columns, weights, x);
  };
}

function improveOne({ settings, size, steps, area }: Extract<AlsJob, { solver: 'cg' }>): SolveRow {
  const gradients = createAlsGradients(area.fixed, area.background, size, settings.pull);
  return (row, columns, weights) => {
    const x = area.solved.subarray(row * size, (row + 1) * size);
    return gradients.improve(columns, weights, area.ridges[row]!, x, steps);
  };
}

/** Addresses and whole numbers in the order of `Area` in kernels/als.as.ts. */
function fieldsOf({ area, scratch, size, settings, longest, ...job }: AlsJob): number[] {
  const { rowPointers, rowColumns, weights, fixed, background, ridges, solved, errors } = area;
  const arrays = [rowPointers, rowColumns, weights, fixed, background, ridges, solved, errors, scratch];
  const steps = job.solver === 'cg' ? job.steps : 0;
  return [...arrays.map(({ byteOffset }) => byteOffset), size, settings.factors, steps, longest];
}

function byKernel(job: AlsJob, pages: WebAssembly.Memory): (from: number, to: number) => void {
  const { solveRows, improveRows } = startKernel(wasm, pages);
  const fields = fieldsOf(job);
  const { buffer, byteOffset, byteLength } = job.scratch;
  // The fields take the end of the scratch, which has room for them.
  const at = byteOffset + byteLength - fieldBytes;
  new Uint32Array(buffer, at, fields.length).set(fields);
  new DataView(buffer, at, fieldBytes).setFloat64(fieldBytes - 8, job.settings.pull, true);
  return (from, to) => {
    const done = job.solver === 'cg' ? improveRows!(at, from, to) : solveRows!(at, from, to);
    if (done < to) throw job.solver === 'cg' ? tooLarge() : singular();
  };
}
