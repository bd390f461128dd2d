import { styleText } from 'node:util';
import type { WireError } from '#shared/api/errors.ts';
import type { Answer } from './cli.ts';
import { plainText } from './text.ts';

export type Output = {
  answer(answer: Answer): void;
  failure(error: WireError, cause: unknown): void;
  note(text: string): void;
};

/** Where answers and errors go: with `--json` exactly one JSON value on stdout, else text there and sentences on stderr. */
export function createOutput(to: { stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream; json: boolean }): Output {
  const { stdout, stderr, json } = to;
  const printJson = (value: unknown): void => void stdout.write(`${JSON.stringify(value)}\n`);
  return {
    answer({ json: value, text }) {
      if (json) printJson(value);
      else if (text !== '') stdout.write(`${text}\n`);
    },
    failure(error, cause) {
      if (json) printJson({ error });
      else stderr.write(`${styleText('red', 'kindred:', { stream: stderr })} ${plainText(error.message)}\n`);
      if (error.code === 'internal' && process.env.KINDRED_DEBUG && cause instanceof Error) {
        stderr.write(`${cause.stack ?? ''}\n`);
      }
    },
    note: (text) => void stderr.write(`${plainText(text)}\n`),
  };
}

/**
 * A reader that went away (`kindred runs list | head -1`) is no failure: what it did not want is dropped and the work goes on.
 * Any other error of the stream stays one.
 */
export function survivePipes(...streams: NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
