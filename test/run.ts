/**
 * `npm test`: types, lint, format and build side by side, then unit and host tests, then browser tests; one line a step, and at the end how many passed.
 * A step that runs alone shows its output as it runs, the others when they end. `npm test -- unit` runs single steps by name.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Counts = { passed: number; failed: number; skipped: number; unsteady: string[] };
type Step = {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Where it writes its counts, and how they are read. */
  report?: { file: string; read: (file: string) => Counts };
};

const folder = mkdtempSync(join(tmpdir(), 'kindred-test-'));
const vitestReport = join(folder, 'vitest.json');
const playwrightReport = join(folder, 'playwright.json');

/** Those before the tests need nothing of one another; each of them leaves a processor idle at times. */
const checks: Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  {
    name: 'lint',
    command: ['oxlint', '--type-aware', '--deny-warnings', 'main', 'renderer', 'runs', 'shared', 'test'],
  },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'] },
];
const tests: Step[] = [
  {
    name: 'unit',
    command: ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`],
    report: { file: vitestReport, read: vitestCounts },
  },
  {
    name: 'browser',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport },
    report: { file: playwrightReport, read: playwrightCounts },
  },
];

/** @param isAlone  its output is shown as it runs, else when it ends */
function run({ name, command: [program, ...args], env }: Step, isAlone: boolean): Promise<boolean> {
  if (isAlone) console.log(`\n── ${name}`);
  return new Promise((resolve) => {
    const child = spawn(join('node_modules/.bin', program!), args, {
      stdio: isAlone ? 'inherit' : 'pipe',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    let output = '';
    const collect = (chunk: Buffer) => void (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', () => resolve(false));
    child.once('close', (code) => {
      if (!isAlone) console.log(`\n── ${name}\n${output.trimEnd()}`);
      resolve(code === 0);
    });
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

const steps = [...checks, ...tests];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step "${unknown.join('", "')}". Steps: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}
const isWanted = ({ name }: Step) => asked.length === 0 || asked.includes(name);

const total: Counts = { passed: 0, failed: 0, skipped: 0, unsteady: [] };
const lines: string[] = [];

async function perform(step: Step, isAlone: boolean): Promise<void> {
  const started = performance.now();
  const ok = await run(step, isAlone);
  const counts = step.report && existsSync(step.report.file) ? step.report.read(step.report.file) : null;
  if (counts) {
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
    total.unsteady.push(...counts.unsteady);
  }
  // A step that fails without a failed test (a type error, a crash) counts as one failure.
  if (!ok && !counts?.failed) total.failed += 1;
  const detail = counts ? `: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
  lines.push(`${ok ? '✓' : '✗'} ${step.name}${detail} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

const wantedChecks = checks.filter(isWanted);
await Promise.all(wantedChecks.map((step) => perform(step, wantedChecks.length === 1)));
for (const step of tests.filter(isWanted)) await perform(step, true);
rmSync(folder, { recursive: true, force: true });
if (total.unsteady.length > 0) console.log(`\nPassed only when repeated:\n  ${total.unsteady.join('\n  ')}`);
console.log(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
