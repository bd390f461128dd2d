import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { databaseError } from '../database-error.ts';
import { cancelled } from '../open-socket.ts';
import type { Session } from '../session.ts';
import { createBinaryWriter } from './binary-writer.ts';
import type { SeedColumn, SeedTable } from './seed-columns.ts';

export type CopyInContext = {
  onProgress(stage: string, done: number, total: number, note?: string): void;
  shouldStop(): boolean;
};

/** Rows between two looks at the stop flag. */
const stretch = 2048;

/**
 * Loads rows into a table by a binary COPY, as fast as the server takes them.
 * @param table quoted, with its schema; @param columns those of the rows that the table has
 * @throws KindredError cancelled, or of what the server says
 */
export async function copyIn(
  session: Session,
  table: string,
  { rows, columns }: SeedTable,
  { onProgress, shouldStop }: CopyInContext,
): Promise<void> {
  const stage = `Writing ${table.replaceAll('"', '')}`;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const pieces = function* (): Generator<Buffer> {
    const writer = createBinaryWriter();
    for (let row = 0; row < rows; row++) {
      if (row % stretch === 0) {
        if (shouldStop()) throw cancelled();
        onProgress(stage, row, rows);
      }
      writeRow(columns, writer, row);
      const piece = writer.piece();
      if (piece) yield piece;
    }
    yield writer.end();
  };
  try {
    const stream = session.submit(copyFrom(`copy ${table} (${names}) from stdin (format binary)`));
    await pipeline(Readable.from(pieces(), { objectMode: true, highWaterMark: 2 }), stream);
    onProgress(stage, rows, rows);
  } catch (error) {
    throw databaseError(error, session.target, `writing ${table}`);
  }
}

function writeRow(columns: readonly SeedColumn[], writer: ReturnType<typeof createBinaryWriter>, row: number): void {
  writer.row(columns.length);
  for (const column of columns) column.write(writer, row);
}
