import { createDropCounter, type DropCounter } from './drop-counter.ts';
import { givenPart, heldOutWithoutPair, type PairRows } from './given-part.ts';
import { growableInt32 } from '../growable-column.ts';
import { createInteractionBuilder, type InteractionBuilder } from './interaction-builder.ts';
import type { LeaveOneOutFiles } from './leave-one-out-files.ts';
import { forEachRow, type RowFormat } from './read-rows.ts';
import { isUsableWeight, missingCell, weightFault, type RowFault } from '../row-fault.ts';
import { noAttributes, type ReadContext, type SourceData } from '../source.ts';
import { createTimeReader } from './time-reader.ts';
import { createWeigher, fittingWeighting } from '../weigh.ts';

const format: RowFormat = { delimiter: '\t', quoted: false, encoding: 'auto' };
const noPair: RowFault = { check: 'shape', reason: 'negatives without a (user,item) pair' };

/** What the files of one dataset are read into. */
type Reading = { builder: InteractionBuilder; context: ReadContext; dropped: DropCounter };

/**
 * Reads `user item rating time` and, where they are, the held-out pairs and their negative candidates; no file has a header.
 * Ids that only the held-out part knows are in the vocabularies too.
 */
export async function readLeaveOneOut(files: LeaveOneOutFiles, context: ReadContext): Promise<SourceData> {
  const weighting = fittingWeighting(context.weighting, { types: false, values: true });
  const reading = { builder: createInteractionBuilder(), context, dropped: createDropCounter() };
  const times = createTimeReader();
  await readTraining(files.train, reading, createWeigher(weighting), times.read);
  const rows = reading.builder.rows();
  const heldOut = files.test ? await readHeldOut(files.test, reading) : null;
  const candidates = files.negative ? await readNegatives(files.negative, reading) : null;
  const built = reading.builder.finish(times.toMs);
  return {
    interactions: built.interactions,
    address: `file:${files.train}`,
    weighting,
    options: {},
    types: { interaction: rows },
    given: heldOut && givenPart(heldOut, candidates, built, reading.dropped),
    ...reading.dropped.report(),
    attributes: noAttributes,
    events: null,
    groups: null,
  };
}

function readTraining(
  path: string,
  { builder, context, dropped }: Reading,
  weigh: ReturnType<typeof createWeigher>,
  readTime: (text: string) => number,
): Promise<void> {
  return forEachRow(path, format, context, (cells, row) => {
    const [user, item, rating = '1', at = '0'] = cells;
    const value = rating?.trim() ? Number(rating) : NaN;
    const time = readTime(at ?? '');
    const rejected = { file: path, row, cells };
    if (!user || !item) dropped.reject(missingCell(user ? 'item' : 'user'), rejected);
    else if (!isUsableWeight(value)) dropped.reject(weightFault('a rating that', value, rating ?? ''), rejected);
    else if (Number.isNaN(time)) dropped.reject({ check: 'type', reason: 'unreadable time' }, rejected);
    else builder.add(user, item, weigh(null, value), time);
  });
}

async function readHeldOut(path: string, { builder, context, dropped }: Reading): Promise<PairRows> {
  const users = growableInt32();
  const items = growableInt32();
  await forEachRow(path, format, context, (cells, row) => {
    const [user, item] = cells;
    if (!user || !item) return dropped.reject(heldOutWithoutPair, { file: path, row, cells });
    users.push(builder.users.index(user));
    items.push(builder.items.index(item));
  });
  return { users: users.finish(), items: items.finish() };
}

/** Rows are `(user,item)`, the held-out pair, then its candidates. */
async function readNegatives(path: string, { builder, context, dropped }: Reading): Promise<PairRows> {
  const users = growableInt32();
  const items = growableInt32();
  await forEachRow(path, format, context, (cells, row) => {
    const [pair, ...candidates] = cells;
    const user = /^\((.*),[^,]*\)$/.exec(pair ?? '')?.[1];
    if (!user) return dropped.reject(noPair, { file: path, row, cells });
    const index = builder.users.index(user);
    for (const item of candidates) {
      if (item === null) continue;
      users.push(index);
      items.push(builder.items.index(item));
    }
  });
  return { users: users.finish(), items: items.finish() };
}
