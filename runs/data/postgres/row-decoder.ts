import type { Weighting } from '#shared/domain/weighting.ts';
import { createDropCounter } from '../files/drop-counter.ts';
import { ranked } from '../files/interaction-builder.ts';
import { growableFloat64, growableInt32 } from '../growable-column.ts';
import { hiddenFault, isUsableWeight, longId, maxIdLength, weightFault, type RowFault } from '../row-fault.ts';
import type { SourceData } from '../source.ts';
import { createRowReader } from './binary-row.ts';
import { createByteInterner } from './byte-interner.ts';
import { microsOf, numberOfText, type ColumnPlan, type NumberDecoder } from './column-plan.ts';
import { createDecodedTimes } from './decoded-times.ts';
import { createDecodedTypes } from './decoded-types.ts';
import { rolesOf, type ReadPlan, type Role } from './read-plan.ts';

/** Rows beyond these are counted, not listed. */
const maxListed = 100_000;

export type DecodedRows = Pick<SourceData, 'interactions' | 'types' | 'events' | 'dropped' | 'rejected'> & {
  /** The greatest timestamp, in microseconds since 1970; −Infinity where there is none. */
  newestMicros: number;
};

/**
 * Rows of a binary COPY, its columns as `rolesOf` the plan, into columns of numbers. Some 25 bytes are kept of a row, and one string of each
 * distinct id. Rows that say nothing are left out and counted.
 */
export type RowDecoder = {
  /** @param message one row, as the server sends it */
  add(message: Uint8Array): void;
  rows(): number;
  finish(): DecodedRows;
};

export function createRowDecoder(plan: ReadPlan, weighting: Weighting): RowDecoder {
  const roles = rolesOf(plan);
  const at = fieldsOf(roles);
  const reader = createRowReader(roles.length);
  const { starts, lengths } = reader;
  const users = createByteInterner('user', plan.user.decode);
  const items = createByteInterner('item', plan.item.decode);
  const types = createDecodedTypes(plan.type, weighting);
  const times = createDecodedTimes(plan.time);
  const columns = { users: growableInt32(), items: growableInt32(), weights: growableFloat64() };
  const details = plan.detail && growableFloat64();
  const needed = neededOf(plan, roles, weighting);
  const isHidden = hiddenTest(plan);
  const dropped = createDropCounter();
  let rows = 0;
  let rejected = 0;

  /** @returns why the row is left out */
  function take(bytes: Buffer): RowFault | null {
    for (const { field, fault } of needed) if (lengths[field]! < 0) return fault;
    if (isLong(bytes, at.user)) return longId('user');
    if (isLong(bytes, at.item)) return longId('item');
    const type = at.type < 0 ? -1 : types.index(bytes, starts[at.type]!, lengths[at.type]!);
    const value = numberAt(plan.weight, bytes, at.weight);
    if (value !== null && !isUsableWeight(value)) return weightFault(plan.weight?.name ?? '', value, weightText(bytes));
    const weight = types.weigh(type, value);
    if (plan.hidden && isHidden(bytes, starts[at.item]!, lengths[at.item]!)) return hiddenFault(plan.hidden);
    const fault = at.time < 0 ? null : times.take(bytes, starts[at.time]!, lengths[at.time]!);
    if (fault !== null) return fault;
    columns.users.push(users.index(bytes, starts[at.user]!, lengths[at.user]!));
    columns.items.push(items.index(bytes, starts[at.item]!, lengths[at.item]!));
    columns.weights.push(weight);
    details?.push(numberAt(plan.detail, bytes, at.detail) ?? NaN);
    types.push(type);
    return null;
  }

  /** Bytes are counted first, because nearly all ids are short. */
  function isLong(bytes: Buffer, field: number): boolean {
    const length = lengths[field]!;
    return length > maxIdLength && bytes.toString('utf8', starts[field]!, starts[field]! + length).length > maxIdLength;
  }

  function numberAt(column: ColumnPlan<NumberDecoder> | null, bytes: Buffer, field: number): number | null {
    return column && lengths[field]! >= 0 ? column.decode(bytes, starts[field]!, lengths[field]!) : null;
  }

  /** What stands in a column of text that is read as numbers. */
  function weightText(bytes: Buffer): string {
    if (plan.weight?.decode !== numberOfText) return '';
    return bytes.toString('utf8', starts[at.weight]!, starts[at.weight]! + Math.min(lengths[at.weight]!, maxIdLength));
  }

  function reject(bytes: Buffer, fault: RowFault): void {
    rejected += 1;
    if (rejected > maxListed) return dropped.add(fault);
    const cells = roles.map((role, field) => {
      const end = starts[field]! + lengths[field]!;
      return lengths[field]! < 0 ? 'NULL' : cellText(plan, role, bytes.subarray(starts[field], end));
    });
    dropped.reject(fault, { file: plan.relation.label, row: rows, cells });
  }

  return {
    add(message) {
      if (!reader.read(message)) return;
      rows += 1;
      const bytes = message instanceof Buffer ? message : Buffer.from(message);
      const fault = take(bytes);
      if (fault !== null) reject(bytes, fault);
    },
    rows: () => rows,
    finish() {
      const { vocabulary: userIds, rank: userRank } = users.finish();
      const { vocabulary: itemIds, rank: itemRank } = items.finish();
      const { types: counts, events } = types.finish();
      return {
        interactions: {
          users: ranked(columns.users.finish(), userRank),
          items: ranked(columns.items.finish(), itemRank),
          weights: columns.weights.finish(),
          times: times.finish(),
          userIds,
          itemIds,
        },
        types: counts,
        events: events && { ...events, details: details && detailsOf(details.finish()) },
        newestMicros: times.newestMicros(),
        ...dropped.report(),
      };
    },
  };
}

/** Whether the id in some bytes is among those that are left out. */
function hiddenTest({ hidden, item }: ReadPlan): (bytes: Uint8Array, from: number, length: number) => boolean {
  const seen = createByteInterner('item', item.decode);
  const known: boolean[] = [];
  return (bytes, from, length) => {
    const id = seen.index(bytes, from, length);
    return (known[id] ??= hidden?.ids.has(seen.text(id)) ?? false);
  };
}

/** The field of each role; −1 for one that is not read. */
const fieldsOf = (roles: readonly Role[]): Record<Role, number> => ({
  user: roles.indexOf('user'),
  item: roles.indexOf('item'),
  type: roles.indexOf('type'),
  weight: roles.indexOf('weight'),
  time: roles.indexOf('time'),
  detail: roles.indexOf('detail'),
});

/** Fields without which a row says nothing. */
function neededOf(plan: ReadPlan, roles: readonly Role[], { preset }: Weighting): { field: number; fault: RowFault }[] {
  const needed: Role[] = ['user', 'item', 'type', 'time', ...(preset === 'explicit' ? (['weight'] as const) : [])];
  const missing = (role: Role): RowFault => ({ check: 'missing', reason: `NULL ${plan[role]?.name ?? role}` });
  return roles.flatMap((role, field) => (needed.includes(role) ? [{ field, fault: missing(role) }] : []));
}

/** A field as a person reads it. */
function cellText(plan: ReadPlan, role: Role, bytes: Buffer): string {
  if ((role === 'user' || role === 'item') && bytes.length <= maxIdLength) return plan[role].decode(bytes);
  if (role === 'time' && plan.time?.decode === 'timestamp') return timeText(microsOf(bytes, 0));
  if ((role === 'weight' || role === 'detail') && plan[role]?.decode !== numberOfText)
    return String(plan[role]?.decode(bytes, 0, bytes.length));
  return bytes.toString('utf8', 0, maxIdLength);
}

function timeText(micros: number): string {
  const date = new Date(micros / 1000);
  return Number.isNaN(date.getTime()) ? String(micros) : date.toISOString();
}

/** Null where no event came with a number. */
function detailsOf(details: Float64Array): Float32Array | null {
  return details.some((detail) => !Number.isNaN(detail)) ? Float32Array.from(details) : null;
}
