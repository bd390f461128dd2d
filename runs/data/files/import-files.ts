import type { Recipe } from '#shared/domain/dataset.ts';
import { columnRoles, mapColumns, type ColumnMapping } from './column-mapping.ts';
import { collectEvents, readTable, type CollectedEvents } from './event-files.ts';
import type { FileOptions } from './file-options.ts';
import { givenPart, heldOutWithoutPair, type PairRows } from './given-part.ts';
import { growableInt32 } from '../growable-column.ts';
import { nameBeside, openAttributes, openEvents, planFiles, type FilePlan } from './plan-files.ts';
import { readAttributes } from './read-attributes.ts';
import type { Attributes, ReadContext, SourceData } from '../source.ts';
import type { Table } from './table.ts';
import type { AttributeFile } from './find-layout.ts';
import type { Vocabulary } from '../interactions.ts';

/** Reads the events of a file or of several, the held-out pairs where they are told, and what stands beside them of users and items. */
export async function importFiles(path: string, options: FileOptions, context: ReadContext): Promise<SourceData> {
  const plan = await planFiles(path, options);
  const tables = await Promise.all(plan.events.map((file) => openEvents(plan, file.path, options)));
  const parts = tables.map((table, part) => ({ table, type: plan.events[part]!.type }));
  const events = await collectEvents(parts, options, context);
  const heldOut = plan.test
    ? await readHeldOut(await openEvents(plan, plan.test, options), options, events, context)
    : null;
  const built = events.finish();
  const { interactions } = built;
  const given = heldOut && givenPart(heldOut, null, built, events.dropped);
  const attributesOf = (file: AttributeFile | null, side: 'user' | 'item', ids: Vocabulary) =>
    file && attributesIn(file, side, ids, events, context);
  const attributes = {
    users: await attributesOf(plan.users, 'user', interactions.userIds),
    items: await attributesOf(plan.items, 'item', interactions.itemIds),
  };
  return {
    interactions,
    address: `file:${plan.path}`,
    weighting: events.weighting,
    options: understood(plan, options, tables, events.mappings),
    types: events.types,
    events: events.events,
    ...events.dropped.report(),
    attributes,
    given,
    groups: null,
  };
}

async function attributesIn(
  file: AttributeFile,
  side: 'user' | 'item',
  ids: Vocabulary,
  { dropped }: CollectedEvents,
  context: ReadContext,
): Promise<Attributes | null> {
  return readAttributes(await openAttributes(file), side, ids, context, dropped);
}

/** Pairs of a held-out file; ids that only it knows are in the vocabularies too. */
async function readHeldOut(
  table: Table,
  named: FileOptions,
  { builder, dropped }: CollectedEvents,
  context: ReadContext,
): Promise<PairRows> {
  const { user, item } = mapColumns(
    table.columns,
    { user: named.user, item: named.item, type: '', weight: '', time: '' },
    table.path,
  );
  const rows = { users: growableInt32(), items: growableInt32() };
  await readTable(table, [user, item], context, dropped, (cells) => {
    const [userId, itemId] = [cells[user] ?? null, cells[item] ?? null];
    if (userId === null || itemId === null) return heldOutWithoutPair;
    rows.users.push(builder.users.index(userId));
    rows.items.push(builder.items.index(itemId));
    return null;
  });
  return { users: rows.users.finish(), items: rows.items.finish() };
}

/** What was recognised, so that the recipe reads the same again whatever comes to lie beside the files. */
function understood(
  plan: FilePlan,
  options: FileOptions,
  tables: readonly Table[],
  mappings: readonly ColumnMapping[],
): Recipe['options'] {
  const [table, another] = tables;
  // Several files may name their columns differently, so only what was said holds for all of them.
  const columns = table && !another ? { ...columnNames(mappings[0]!, table), ...table.understood } : {};
  return {
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    ...columns,
    user_file: plan.users ? nameBeside(plan, plan.users.path) : '',
    item_file: plan.items ? nameBeside(plan, plan.items.path) : '',
  };
}

/** The columns that were taken, by role. */
function columnNames(mapping: ColumnMapping, { columns }: Table): Record<string, string> {
  return Object.fromEntries(columnRoles.map((role) => [role, columns[mapping[role]]?.trim() ?? '']));
}
