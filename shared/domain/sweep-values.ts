import type { ParamValue } from './run.ts';
import type { SweepRange } from './sweep.ts';

const number = String.raw`-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
const wholeRange = new RegExp(String.raw`^(${number})\.\.(${number})(:log)?$`, 'i');
const wholeNumber = new RegExp(`^${number}$`, 'i');

/**
 * What a parameter takes in a sweep, as it is typed: `10, 20, 50`, or a range such as `10..200` or `0.001..1:log`.
 * @returns null where it is neither
 */
export function readSweepValues(text: string): ParamValue[] | SweepRange | null {
  const [, low, high, log] = wholeRange.exec(text.trim()) ?? [];
  if (low !== undefined && high !== undefined) {
    const [min, max] = [Number(low), Number(high)];
    return min < max && (!log || min > 0) ? { min, max, scale: log ? 'log' : 'linear' } : null;
  }
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => part !== '' && !part.includes('..')) ? parts.map(valueOf) : null;
}

function valueOf(text: string): ParamValue {
  if (wholeNumber.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

type Typed = readonly ParamValue[] | { min: number; max: number; scale?: SweepRange['scale'] | undefined };

/** The way back. */
export const sweepValuesText = (over: Typed): string =>
  'min' in over ? `${over.min}..${over.max}${over.scale === 'log' ? ':log' : ''}` : over.map(String).join(',');
