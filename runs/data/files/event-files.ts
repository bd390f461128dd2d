import { mapColumns, type ColumnMapping, type ColumnRole } from './column-mapping.ts';
import { createDropCounter, type DropCounter } from './drop-counter.ts';
import { createEventReader } from './event-reader.ts';
import type { FileContext } from './file-bytes.ts';
import { createInteractionBuilder, type BuiltInteractions, type InteractionBuilder } from './interaction-builder.ts';
import type { RowFault } from '../row-fault.ts';
import type { ReadContext, SourceData } from '../source.ts';
import type { Cell, Table } from './table.ts';
import { createTimeReader, type TimeReader } from './time-reader.ts';
import { createTypeColumn } from '../type-column.ts';
import { fittingWeighting } from '../weigh.ts';

/** A table of events; `type` is that of all its rows, null where a column says it or nothing does. */
export type EventTable = { table: Table; type: string | null };
/** Column names as a person typed them; empty for "there is none". */
export type NamedColumns = { [Role in ColumnRole]?: string | undefined };

export type CollectedEvents = Pick<SourceData, 'weighting' | 'types' | 'events'> & {
  builder: InteractionBuilder;
  dropped: DropCounter;
  /** Which column was what, one a table. */
  mappings: readonly ColumnMapping[];
  finish(): BuiltInteractions;
};

/** Reads the events of tables, one after the other. Rows that say nothing are left out, counted and listed. */
export async function collectEvents(
  parts: readonly EventTable[],
  named: NamedColumns,
  context: ReadContext,
): Promise<CollectedEvents> {
  const mappings = parts.map(({ table, type }) => mappingOf(table, type, named));
  const has = {
    types: parts.some(({ type }, part) => type !== null || mappings[part]!.type >= 0),
    values: mappings.every(({ weight }) => weight >= 0),
  };
  const weighting = fittingWeighting(context.weighting, has);
  const builder = createInteractionBuilder();
  const dropped = createDropCounter();
  const types = createTypeColumn();
  const hasTimes = mappings.every(({ time }) => time >= 0);
  const ranges: { times: TimeReader; from: number; to: number }[] = [];

  for (const [part, { table, type }] of parts.entries()) {
    const from = builder.rows();
    const times = createTimeReader(table.timeColumns.has(mappings[part]!.time) ? 'milliseconds' : undefined);
    const shape = { mapping: mappings[part]!, width: table.columns.length, type, weighting, times };
    const take = createEventReader(shape, (user, item, weight, time, rowType) => {
      types.add(rowType ?? 'interaction');
      builder.add(user, item, weight, time);
    });
    await readTable(table, Object.values(shape.mapping), context, dropped, take);
    ranges.push({ times, from, to: builder.rows() });
  }

  const scale = (column: Float64Array): Float64Array | null => {
    for (const { times, from, to } of ranges) times.toMs(column.subarray(from, to));
    return column.every((time) => time === column[0]) ? null : column;
  };
  const { types: counts, events } = types.finish();
  return {
    weighting,
    types: counts,
    events: has.types ? events : null,
    builder,
    dropped,
    mappings,
    finish: () => builder.finish(hasTimes ? scale : null),
  };
}

/** All rows of a table; `take` says why one is left out. Columns may be −1 for none. */
export async function readTable(
  table: Table,
  columns: readonly number[],
  context: FileContext,
  dropped: DropCounter,
  take: (cells: readonly Cell[]) => RowFault | null,
): Promise<void> {
  const wanted = [...new Set(columns)].filter((column) => column >= 0);
  for await (const { first, rows, faults } of table.batches(wanted, context)) {
    for (let index = 0; index < rows.length; index++) {
      const fault = faults?.get(index) ?? take(rows[index]!);
      if (fault !== null) dropped.reject(fault, { file: table.path, row: first + index, cells: rows[index]! });
    }
  }
}

function mappingOf(table: Table, type: string | null, named: NamedColumns): ColumnMapping {
  const columns = type === null ? named : { ...named, type: '' };
  return mapColumns(table.columns, columns, table.path);
}
