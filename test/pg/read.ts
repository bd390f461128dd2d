import { postgresSource } from '#runs/data/postgres.ts';
import type { ReadContext, SourceData } from '#runs/data/source.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { contextWith } from '../unit/data/fixture.ts';

/** What the source makes of a database with these options, as a person would set them. */
export const read = (
  url: string,
  options: Record<string, unknown> = {},
  context: Partial<ReadContext> = {},
): Promise<SourceData> =>
  postgresSource.read(url, parseOptions(postgresSource.options, options, 'The source postgres'), {
    ...contextWith(),
    ...context,
  });
