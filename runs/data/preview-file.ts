import { KindredError } from '#shared/api/errors.ts';
import type { FilePreview } from '#shared/domain/file-preview.ts';
import { columnRoles, guessColumns, mapColumns, type ColumnMapping, type ColumnRole } from './files/column-mapping.ts';
import { openDelimited } from './files/delimited-table.ts';
import { silentContext } from './files/file-bytes.ts';
import type { FileOptions } from './files/file-options.ts';
import { findLeaveOneOut, type LeaveOneOutFiles } from './files/leave-one-out-files.ts';
import { nameBeside, openEvents, planFiles, type FilePlan } from './files/plan-files.ts';
import type { Table } from './files/table.ts';
import { encodingOf } from './files/text-file.ts';
import { pathOf } from './file.ts';

const shownRows = 20;
/** Longest cell that is shown, in characters. */
const shownCell = 1000;

/**
 * How the file source would read an address with these options, and the first rows. What is wrong with the mapping is told, not thrown.
 * @param rest what stands behind `file:`
 * @throws KindredError where there is nothing to show: a missing, empty or damaged file
 */
export async function previewFile(rest: string, options: FileOptions): Promise<FilePreview> {
  const path = pathOf(rest);
  const leaveOneOut = options.files === undefined ? await findLeaveOneOut(path) : null;
  if (leaveOneOut) return previewLeaveOneOut(leaveOneOut);
  const plan = await planFiles(path, options);
  const [first] = plan.events;
  if (!first) throw new KindredError('invalid_input', 'The option files names no file.');
  const table = await openEvents(plan, first.path, options);
  const { mapping, problem } = tryMapping(table, first.type === null ? options : { ...options, type: '' });
  const named = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return {
    layout: plan.layout,
    files: filesOf(plan),
    encoding: await textEncoding(table, options),
    ...(await shown(table, mapping)),
    problem,
    options: {
      ...named,
      ...table.understood,
      user_file: plan.users ? nameBeside(plan, plan.users.path) : '',
      item_file: plan.items ? nameBeside(plan, plan.items.path) : '',
    },
  };
}

function tryMapping(table: Table, named: FileOptions): { mapping: ColumnMapping; problem: string | null } {
  try {
    return { mapping: mapColumns(table.columns, named, table.path), problem: null };
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    return { mapping: likelyColumns(table.columns, named), problem: error.message };
  }
}

/** What was named as far as it is there, else what names usually mean. */
function likelyColumns(columns: readonly string[], named: FileOptions): ColumnMapping {
  const guessed = guessColumns(columns);
  const likely = (role: ColumnRole) => {
    const name = named[role];
    return name === undefined ? guessed[role] : columns.indexOf(name);
  };
  return {
    user: likely('user'),
    item: likely('item'),
    type: likely('type'),
    weight: likely('weight'),
    time: likely('time'),
  };
}

/** Parquet and Arrow say their encoding by themselves. */
const textEncoding = ({ path, understood }: Table, { encoding }: FileOptions): Promise<string | null> =>
  understood.encoding === undefined ? Promise.resolve(null) : encodingOf(path, encoding);

function filesOf({ events, test, users, items }: FilePlan): FilePreview['files'] {
  const one = (file: { path: string } | null, role: FilePreview['files'][number]['role']) =>
    file ? [{ path: file.path, role, type: null }] : [];
  return [
    ...events.map(({ path, type }) => ({ path, role: 'events' as const, type })),
    ...one(test === null ? null : { path: test }, 'held out'),
    ...one(users, 'users'),
    ...one(items, 'items'),
  ];
}

async function shown(table: Table, mapping: ColumnMapping): Promise<Pick<FilePreview, 'columns' | 'mapping' | 'rows'>> {
  const { columns } = table;
  const nameOf = (column: number) => (column < 0 ? null : columns[column]!);
  const rows: FilePreview['rows'] = [];
  for await (const batch of table.batches([...columns.keys()], silentContext)) {
    const wanted = batch.rows.slice(0, shownRows - rows.length);
    rows.push(...wanted.map((cells) => cells.map((cell) => cell?.slice(0, shownCell) ?? null)));
    if (rows.length >= shownRows) break;
  }
  const [user, item, type, weight, time] = columnRoles.map((role) => nameOf(mapping[role]));
  return {
    columns: [...columns],
    mapping: { user: user!, item: item!, type: type!, weight: weight!, time: time! },
    rows,
  };
}

async function previewLeaveOneOut({ train, test, negative }: LeaveOneOutFiles): Promise<FilePreview> {
  const header = ['user', 'item', 'rating', 'time'];
  const table = await openDelimited(train, { delimiter: 'tab', encoding: 'auto', header });
  const part = (path: string | null, role: 'held out' | 'negatives') =>
    path === null ? [] : [{ path, role, type: null }];
  return {
    layout: 'leave-one-out',
    files: [{ path: train, role: 'events', type: null }, ...part(test, 'held out'), ...part(negative, 'negatives')],
    encoding: await encodingOf(train, 'auto'),
    ...(await shown(table, { user: 0, item: 1, type: -1, weight: 2, time: 3 })),
    problem: null,
    options: {},
  };
}
