import type { ParamValue } from '#shared/domain/run.ts';
import { trueMinus } from '../text/number.ts';

/** Parameters are shown as they were given, not rounded. */
export function paramText(value: ParamValue | undefined): string {
  if (value === undefined) return '–';
  if (value === null) return 'none';
  return typeof value === 'number' ? trueMinus(String(value)) : String(value);
}
