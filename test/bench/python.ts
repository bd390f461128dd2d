import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Csr } from '#runs/matrix/csr.ts';

/** scikit-learn and implicit, in an environment that is thrown away afterwards. */
export type Python = {
  /** A process that holds one matrix and answers questions about it (comparisons.py). */
  load(ratings: Csr): Comparison;
  close(): void;
};

export type Comparison = {
  ask(question: string): Promise<Answer>;
  close(): void;
};

const Answer = z.object({
  /** Wall and processor time, milliseconds. */
  ms: z.number(),
  cpu: z.number(),
  /** Of the process so far, megabytes. */
  peak: z.number(),
  /** Something that must come out alike. */
  check: z.number(),
  version: z.string(),
});
export type Answer = z.infer<typeof Answer>;

export function createPython(): Python | { missing: string } {
  const environment = createEnvironment(['scikit-learn', 'implicit']);
  if ('missing' in environment) return environment;
  const { interpreter, folder, close } = environment;
  return { load: (ratings) => load(interpreter, mkdtempSync(join(folder, 'matrix-')), ratings), close };
}

/** An interpreter with packages, in a folder that `close` takes away. */
export type Environment = { interpreter: string; folder: string; close(): void };

/**
 * Makes an environment by pip, or takes the interpreter that KINDRED_BENCH_PYTHON names.
 * @returns the reason where there is none
 */
export function createEnvironment(packages: readonly string[]): Environment | { missing: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const given = process.env['KINDRED_BENCH_PYTHON'];
  const interpreter = given ?? join(folder, 'venv', process.platform === 'win32' ? 'Scripts/python' : 'bin/python');
  const missing = given ? null : install(join(folder, 'venv'), interpreter, packages);
  if (missing === null) return { interpreter, folder, close };
  close();
  return { missing };
}

function install(folder: string, interpreter: string, packages: readonly string[]): string | null {
  if (spawnSync('python3', ['-m', 'venv', folder]).status !== 0) return 'python3 cannot make an environment here';
  const pip = ['-m', 'pip', 'install', '--quiet', ...packages];
  const { status } = spawnSync(interpreter, pip, { stdio: ['ignore', 'ignore', 'inherit'] });
  return status === 0 ? null : `pip cannot install ${packages.join(' and ')} here`;
}

function load(interpreter: string, folder: string, { rows, cols, indptr, indices, values }: Csr): Comparison {
  writeFileSync(join(folder, 'indptr.i32'), indptr);
  writeFileSync(join(folder, 'indices.i32'), indices);
  writeFileSync(join(folder, 'values.f64'), values);
  const script = resolve(import.meta.dirname, 'comparisons.py');
  const child = spawn(interpreter, [script, folder, String(rows), String(cols)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Threads are what the question says, not what the linear algebra below takes besides.
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(question) {
      child.stdin.write(`${question}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`Python ended before it answered "${question}".`);
      return Answer.parse(JSON.parse(value));
    },
    close: () => child.stdin.end(),
  };
}
