/** 1234567 → 1,234,567, the same on every machine. */
export const formatCount = (value: number): string => value.toLocaleString('en-US');
