import { Select } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';

type Props = {
  dataset: Dataset;
  known: readonly Dataset[];
  other: string | undefined;
  onChoose(other: string | undefined): void;
};

/** Chooses the version to hold this one against: those of the same name first. */
export function OtherVersion({ dataset, known, other, onChoose }: Props) {
  const options = known
    .filter(({ id }) => id !== dataset.id)
    .toSorted((a, b) => Number(b.name === dataset.name) - Number(a.name === dataset.name))
    .map(({ id, name, version }) => ({ value: id, label: `${name} v${version}` }));
  if (options.length === 0) return null;
  return (
    <Select
      aria-label="Compare with"
      placeholder="Compare with…"
      size="xs"
      w={190}
      data={options}
      value={options.some(({ value }) => value === other) ? (other ?? null) : null}
      onChange={(id) => onChoose(id ?? undefined)}
      searchable
      clearable
      limit={60}
      nothingFoundMessage="No version is called that"
    />
  );
}
