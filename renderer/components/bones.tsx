import { Skeleton } from '@mantine/core';
import { After } from './after.tsx';

/** Grey lines in the place of what is coming. */
export function Bones({ rows = 6, height = 20 }: { rows?: number; height?: number }) {
  return (
    <After>
      <output className="bones" aria-label="Loading">
        {Array.from({ length: rows }, (_, row) => (
          <Skeleton key={row} height={height} width={`${100 - ((row * 13) % 40)}%`} radius="sm" />
        ))}
      </output>
    </After>
  );
}
