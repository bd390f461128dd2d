import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pino } from 'pino';
import { scrub } from '../scrub.ts';
import type { Log } from '../log.ts';

/**
 * One JSON object a line, without passwords, tokens and keys: on standard output where a service manager or a container collects it, or in a file.
 * @param to  a file, or 1 and 2 for the standard streams
 */
export function openApiLog(to: string | 1 | 2, level: 'debug' | 'info' | 'warn' | 'error' = 'info'): Log {
  if (typeof to === 'string') mkdirSync(dirname(to), { recursive: true });
  const destination = pino.destination({ dest: to, sync: true });
  destination.on('error', () => {});
  return pino(
    {
      level,
      base: { name: 'kindred-serving', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['*.authorization', '*.headers.authorization', 'headers.authorization', 'authorization'],
        censor: '[hidden]',
      },
      serializers: { err: pino.stdSerializers.err },
      hooks: { streamWrite: scrub },
    },
    destination,
  );
}
