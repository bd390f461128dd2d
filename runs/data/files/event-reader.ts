import type { ColumnMapping } from './column-mapping.ts';
import type { Cell } from './table.ts';
import type { TimeReader } from './time-reader.ts';
import {
  isUsableWeight,
  longId,
  maxIdLength,
  missingCell,
  weightFault,
  widthFault,
  type RowFault,
} from '../row-fault.ts';
import { createWeigher } from '../weigh.ts';
import type { Weighting } from '#shared/domain/weighting.ts';

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
 * @returns a function from the cells of a row to why it is left out, null where it is not
 * @throws KindredError invalid_input from that function, where the weighting does not know a type
 */
export function createEventReader(shape: EventShape, onEvent: OnEvent): (cells: readonly Cell[]) => RowFault | null {
  const { mapping, width, times } = shape;
  const weigh = createWeigher(shape.weighting);
  const needsValue = shape.weighting.preset === 'explicit';
  const takesValue = mapping.weight >= 0 && (needsValue || shape.weighting.preset === 'media');

  return function readEvent(cells) {
    if (cells.length !== width) return widthFault(cells.length, width);
    const user = cells[mapping.user]!;
    const item = cells[mapping.item]!;
    if (user === null || item === null) return missingCell(user === null ? 'user' : 'item');
    if (user.length > maxIdLength || item.length > maxIdLength)
      return longId(user.length > maxIdLength ? 'user' : 'item');
    const type = mapping.type < 0 ? shape.type : cells[mapping.type]!;
    if (mapping.type >= 0 && (type === null || type === '')) return missingCell('interaction type');
    const text = takesValue ? (cells[mapping.weight]?.trim() ?? '') : '';
    const value = text === '' ? null : Number(text);
    if (value === null && needsValue) return missingCell('weight');
    if (value !== null && !isUsableWeight(value)) return weightFault('a weight that', value, text);
    const time = mapping.time < 0 ? 0 : times.read(cells[mapping.time] ?? '');
    if (Number.isNaN(time)) return cells[mapping.time]?.trim() ? unreadableTime : missingCell('time');
    onEvent(user, item, weigh(type, value), time, type);
    return null;
  };
}

const unreadableTime: RowFault = { check: 'type', reason: 'unreadable time' };
