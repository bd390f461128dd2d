import { formatCount } from './number.ts';

/** "1 run", "12 runs", "3 categories". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
