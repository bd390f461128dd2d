import type { ColumnMapping } from './column-mapping.ts';
import type { Cell } from './table.ts';
import type { TimeReader } from './time-reader.ts';
import { createWeigher } from '../weigh.ts';
import type { Weighting } from '#shared/domain/weighting.ts';

/** Squares of weights must stay finite. */
const maxWeight = 1e100;
const maxIdLength = 512;

export type EventShape = {
  mapping: ColumnMapping;
  /** Cells of a whole row. */
  width: number;
  /** Type of all rows, where no column says it. */
  type: string | null;
  weighting: Weighting;
  times: TimeReader;
};

export type OnEvent = (user: string, item: string, weight: number, time: number, type: string | null) => void;

/**
 * Rows as events.
 * @param onEvent gets each event; its time is 0 where there is no such column
 * @returns a function from the cells of a row to the reason why it is left out, null where it is not
 * @throws KindredError invalid_input from that function, where the weighting does not know a type
 */
export function createEventReader(shape: EventShape, onEvent: OnEvent): (cells: readonly Cell[]) => string | null {
  const { mapping, width, times } = shape;
  const weigh = createWeigher(shape.weighting);
  const needsValue = shape.weighting.preset === 'explicit';
  const takesValue = mapping.weight >= 0 && (needsValue || shape.weighting.preset === 'media');

  return function readEvent(cells) {
    if (cells.length !== width) return `${cells.length} columns instead of ${width}`;
    const user = cells[mapping.user]!;
    const item = cells[mapping.item]!;
    if (user === null || item === null) return user === null ? 'no user' : 'no item';
    if (user.length > maxIdLength || item.length > maxIdLength) return `an id longer than ${maxIdLength} characters`;
    const type = mapping.type < 0 ? shape.type : cells[mapping.type]!;
    if (mapping.type >= 0 && (type === null || type === '')) return 'no interaction type';
    const text = takesValue ? (cells[mapping.weight]?.trim() ?? '') : '';
    const value = text === '' ? null : Number(text);
    if (value === null && needsValue) return 'no weight';
    if (value !== null && !(Math.abs(value) <= maxWeight)) return 'a weight that is no finite number';
    const time = mapping.time < 0 ? 0 : times.read(cells[mapping.time] ?? '');
    if (Number.isNaN(time)) return 'unreadable time';
    onEvent(user, item, weigh(type, value), time, type);
    return null;
  };
}
