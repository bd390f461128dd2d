import { createTimeReader } from '../files/time-reader.ts';
import { growableFloat64 } from '../growable-column.ts';
import type { RowFault } from '../row-fault.ts';
import { microsOf, type ColumnPlan, type TimeDecoder } from './column-plan.ts';

/** The column of times while it is read. */
export type DecodedTimes = {
  /** @returns why there is no time there, null where there is one */
  take(bytes: Buffer, from: number, length: number): RowFault | null;
  /** The greatest timestamp, in microseconds since 1970; −Infinity where there is none. */
  newestMicros(): number;
  /** Milliseconds since 1970; null where there is no such column. */
  finish(): Float64Array | null;
};

export function createDecodedTimes(plan: ColumnPlan<TimeDecoder> | null): DecodedTimes {
  if (!plan) return { take: () => null, newestMicros: () => -Infinity, finish: () => null };
  return plan.decode === 'timestamp' ? timestamps(plan.name) : texts(plan.name);
}

function timestamps(name: string): DecodedTimes {
  const fault: RowFault = { check: 'infinite', reason: `infinite ${name}` };
  const column = growableFloat64();
  let newest = -Infinity;
  return {
    take(bytes, from) {
      const micros = microsOf(bytes, from);
      if (!Number.isFinite(micros)) return fault;
      if (micros > newest) newest = micros;
      column.push(micros);
      return null;
    },
    newestMicros: () => newest,
    finish() {
      const times = column.finish();
      for (let row = 0; row < times.length; row++) times[row] = Math.round(times[row]! / 1000);
      return times;
    },
  };
}

/** Numbers and texts, whose form and unit are found out as in files. */
function texts(name: string): DecodedTimes {
  const fault: RowFault = { check: 'type', reason: `${name} is no time` };
  const column = growableFloat64();
  const reader = createTimeReader();
  return {
    take(bytes, from, length) {
      const time = reader.read(bytes.toString('latin1', from, from + length));
      if (Number.isNaN(time)) return fault;
      column.push(time);
      return null;
    },
    newestMicros: () => -Infinity,
    finish() {
      const times = column.finish();
      // In place; that all are equal is for the whole to say.
      reader.toMs(times);
      return times;
    },
  };
}
