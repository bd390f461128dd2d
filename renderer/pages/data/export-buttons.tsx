import type { Dataset } from '#shared/domain/dataset.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import { SaveButton } from '../../parts/save-button.tsx';

const formats: [ExportFormat, string][] = [
  ['csv', 'CSV'],
  ['parquet', 'Parquet'],
];

/** Saves the interactions of a version as a table. */
export function ExportButtons({ dataset: { id, name, version } }: { dataset: Dataset }) {
  return formats.map(([format, text]) => (
    <SaveButton
      key={format}
      path="dataset"
      query={{ dataset: id, format }}
      name={`${name}-v${version}.${format}`}
      text={text}
      label={`Download ${name} v${version} as ${text}`}
    />
  ));
}
