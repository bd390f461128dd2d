import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { KindredError } from '#shared/api/errors.ts';
import { filterParts } from '#shared/domain/search/parse-filter.ts';

/** The conditions of a filter one by one, each with a cross that takes it away. */
export function FilterChips({ filter, onChange }: { filter: string; onChange(filter: string): void }) {
  const parts = partsOf(filter);
  if (parts.length < 2) return null;
  return (
    <ul className="filter-chips" aria-label="Conditions">
      {parts.map((part, index) => (
        <li key={`${index} ${part}`} className="filter-chip">
          <code className="clip" title={part}>
            {part}
          </code>
          <ActionIcon
            size={24}
            aria-label={`Take ${part} away`}
            onClick={() => onChange(parts.filter((_, other) => other !== index).join(' and '))}
          >
            <IconX size={12} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

/** None for a filter that cannot be read; the box says what is wrong with it. */
function partsOf(filter: string): string[] {
  try {
    return filterParts(filter);
  } catch (error) {
    if (error instanceof KindredError) return [];
    throw error;
  }
}
