import { interruptSignal } from './interrupt.ts';
import { createOutput, survivePipes } from './output.ts';
import { exitCodeOf, isAnswered, sentenceOf } from './errors.ts';
import { createProgram } from './program.ts';
import type { Cli } from './cli.ts';

/** How long things that are still open may hold the process once its answer is out, in milliseconds. */
const lingerMs = 2000;

/**
 * Runs one command line and sets the exit code of the process.
 * @param argv  what follows the program's name
 */
export async function main(argv: readonly string[]): Promise<void> {
  survivePipes(process.stdout, process.stderr);
  const output = createOutput({ stdout: process.stdout, stderr: process.stderr, json: wantsJson(argv) });
  const cli: Cli = {
    print(answer) {
      output.answer(answer);
      process.exitCode = answer.exit ?? 0;
    },
    note: output.note,
    stderr: process.stderr,
    interrupt: interruptSignal(),
  };
  process.once('beforeExit', noAnswer);
  try {
    await (await createProgram(argv, cli)).parseAsync([...argv], { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!isAnswered(error)) output.failure(sentenceOf(error), error);
  }
  process.off('beforeExit', noAnswer);
  setTimeout(() => process.exit(), lingerMs).unref();

  /** Nothing is left that could still answer: an end without a word would look like success to whoever waits for one. */
  function noAnswer(): never {
    output.failure({ code: 'internal', message: 'Kindred ended without an answer. This is a fault of Kindred.' }, null);
    process.exit(1);
  }
}

/** Known before the command line is parsed, because wrong usage is told as JSON too. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}
