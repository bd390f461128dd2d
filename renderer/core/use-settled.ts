import { useDebouncedValue } from '@mantine/hooks';
import { useSame } from './use-same.ts';

/** Milliseconds of rest after which the core is asked what something would cost. */
const rest = 250;

/** A value once it has rested; equal ones (as JSON) count as the same. */
export const useSettled = <T>(value: T): T => useDebouncedValue(useSame(value), rest)[0];
