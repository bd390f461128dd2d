import { z } from 'zod';

/** Formats that a dataset can be written in, by the ending of the file, with the content type of each. */
export const exportFormats = {
  csv: 'text/csv; charset=utf-8',
  'csv.gz': 'application/gzip',
  'csv.zst': 'application/zstd',
  parquet: 'application/vnd.apache.parquet',
} as const;

export type ExportFormat = keyof typeof exportFormats;

export const ExportFormat = z.enum(Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]]);

/** The format that a file name ends with; undefined for any other. */
export const formatOfName = (name: string): ExportFormat | undefined =>
  ExportFormat.options.find((format) => name.toLowerCase().endsWith(`.${format}`));
