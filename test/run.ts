/**
 * `npm test`: types, lint, format, then unit, host and browser tests; one line a step, and at the end how many passed.
 * A step's own output is shown as it runs. `npm test -- unit` runs single steps by name.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Counts = { passed: number; failed: number; skipped: number; unsteady: string[] };
type Step = { name: string; command: string[]; env?: Record<string, string>; counts?: () => Counts };

const folder = mkdtempSync(join(tmpdir(), 'kindred-test-'));
const vitestReport = join(folder, 'vitest.json');
const playwrightReport = join(folder, 'playwright.json');

const steps: Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--deny-warnings', 'main', 'renderer', 'runs', 'shared', 'test'],
  },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'] },
  {
    name: 'unit',
    command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`],
    counts: () => vitestCounts(vitestReport),
  },
  {
    name: 'browser',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    counts: () => playwrightCounts(playwrightReport),
  },
];

function run({ command: [program, ...args], env }: Step): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(join('node_modules/.bin', program!), args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** What failed once and passed when it was repeated is counted as passed and named: it is a defect of the test or of the product. */
function vitestCounts(file: string): Counts {
  type Result = { fullName: string; status: string; failureMessages: string[] };
  const report = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: { assertionResults: Result[] }[];
  };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    unsteady: results
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `${fullName} (${failureMessages[0]!.split('\n')[0]!})`),
  };
}

/** Playwright names what was unsteady by itself. */
function playwrightCounts(file: string): Counts {
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const unsteady = stats.flaky > 0 ? [`${stats.flaky} browser tests, named above as flaky`] : [];
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped, unsteady };
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step "${unknown.join('", "')}". Steps: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}

const total: Counts = { passed: 0, failed: 0, skipped: 0, unsteady: [] };
const lines: string[] = [];
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  const ok = await run(step);
  const counts =
    step.counts && existsSync(step.name === 'unit' ? vitestReport : playwrightReport) ? step.counts() : null;
  if (counts) {
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
    total.unsteady.push(...counts.unsteady);
  }
  // A step that fails without a failed test (a type error, a crash) counts as one failure.
  if (!ok && !counts?.failed) total.failed += 1;
  const detail = counts ? `: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
  lines.push(`${ok ? '✓' : '✗'} ${step.name}${detail} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
rmSync(folder, { recursive: true, force: true });
if (total.unsteady.length > 0) console.log(`\nPassed only when repeated:\n  ${total.unsteady.join('\n  ')}`);
console.log(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
