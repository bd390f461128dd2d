import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { scrub } from './scrub.ts';

/** Where hosts and the core report: the details first, then the sentence. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (details: unknown, message: string) => void>;

/** Past this size the log starts anew; one older file is kept. */
const maxBytes = 5 * 1024 * 1024;

/** The log file of a data folder. */
export const logFile = (home: string): string => join(home, 'logs', 'kindred.log');

/**
 * Opens `<home>/logs/kindred.log`: one JSON object a line, without passwords and tokens.
 * A log that cannot be written (read-only or full disk) never stops the work: it stays silent.
 */
export function openLog(home: string): Log {
  const file = logFile(home);
  try {
    mkdirSync(join(home, 'logs'), { recursive: true });
    rotate(file);
    const destination = pino.destination({ dest: file, sync: true });
    destination.on('error', () => {});
    return pino({ base: { pid: process.pid }, hooks: { streamWrite: scrub }, serializers }, destination);
  } catch {
    return silentLog;
  }
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const serializers = { err: pino.stdSerializers.err };

function rotate(file: string): void {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > maxBytes) renameSync(file, `${file}.1`);
}
