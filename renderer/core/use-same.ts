import { useState } from 'react';

/** The former value for as long as the new one says the same (as JSON), so that what depends on it is not made again. */
export function useSame<T>(value: T): T {
  const [kept, keep] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  keep(value);
  return value;
}
