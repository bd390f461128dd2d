import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { ExportFormat, exportFormats, formatOfName } from '#shared/domain/export-format.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { fileSource } from '#runs/data/file.ts';
import { previewFile } from '#runs/data/preview-file.ts';
import { rejectedPath } from '#runs/data/rejected-rows.ts';
import { findSource } from '#runs/data/sources.ts';
import type { ByteAnswer } from './byte-answer.ts';
import type { CoreContext } from './context.ts';
import type { DatasetJobs } from './dataset-jobs.ts';

/** `bytes/dataset`: a dataset as a file to save. */
const ExportQuery = z.strictObject({
  dataset: z.string(),
  format: ExportFormat.default('csv'),
  raw: z.enum(['true', 'false']).default('false'),
});
/** `bytes/rejected`: the rows that were left out of a dataset. */
const RejectedQuery = z.strictObject({ dataset: z.string() });

/** Datasets and files: what one would be read from another, and what is written back. */
export function createDatasetFiles({ store, trainer, paths }: CoreContext, jobs: DatasetJobs) {
  const write = (dataset: Dataset, to: string, format: ExportFormat, raw: boolean, replace: boolean) => {
    const folder = join(paths.datasets, dataset.fingerprint);
    return jobs.run(`${dataset.name} export`, (onMessage) =>
      trainer.exportDataset({ folder, to, format, raw, replace }, onMessage),
    );
  };

  return {
    preview: async ({ source, options }: Parameters<Handlers['sources']['preview']>[0]) => {
      const found = findSource(source);
      if (found.source.scheme !== fileSource.scheme) {
        throw new KindredError('invalid_input', `"${found.source.scheme}" has no rows to preview; only files have.`);
      }
      return previewFile(found.rest, parseOptions(fileSource.options, options, 'The source file'));
    },

    export: async ({ dataset, to, format, raw, replace }: Parameters<Handlers['datasets']['export']>[0]) => {
      const chosen = format ?? formatOfName(to);
      if (chosen) return write(await store.datasets.find(dataset), resolve(to), chosen, raw, replace);
      const endings = ExportFormat.options.map((ending) => `.${ending}`).join(', ');
      throw new KindredError(
        'invalid_input',
        `"${to}" does not end with a known format: ${endings}. Name one of them.`,
      );
    },

    /** The file is written first, so that a failure is told as one and not as half a download. */
    async exportBytes(query: z.output<typeof ExportQuery>): Promise<ByteAnswer> {
      const dataset = await store.datasets.find(query.dataset);
      await mkdir(paths.temporary, { recursive: true });
      const folder = await mkdtemp(join(paths.temporary, 'export-'));
      const filename = `${dataset.name}-v${dataset.version}.${query.format}`;
      const remove = () => rm(folder, { recursive: true, force: true });
      try {
        const to = join(folder, `data.${query.format}`);
        const { bytes } = await write(dataset, to, query.format, query.raw === 'true', false);
        return { contentType: exportFormats[query.format], filename, body: { bytes, chunks: chunksOf(to, remove) } };
      } catch (error) {
        await remove();
        throw error;
      }
    },

    async rejectedBytes(query: z.output<typeof RejectedQuery>): Promise<ByteAnswer> {
      const { name, version, profile } = await store.datasets.find(query.dataset);
      if (!profile.rejected) {
        throw new KindredError('not_found', `No row was left out of dataset "${name}" version ${version}.`);
      }
      const path = rejectedPath(paths.datasets, profile.rejected.sha256);
      const found = await stat(path).catch((cause: unknown) => {
        throw new KindredError('not_found', `The list of rows that were left out, ${path}, is gone.`, { cause });
      });
      const chunks = createReadStream(path);
      const filename = `${name}-v${version}-rejected.csv`;
      return { contentType: exportFormats.csv, filename, body: { bytes: found.size, chunks } };
    },
  };
}

export type DatasetFiles = ReturnType<typeof createDatasetFiles>;
export { ExportQuery, RejectedQuery };

/** The file, which is removed once it was read or nobody reads on. */
async function* chunksOf(path: string, remove: () => Promise<void>): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } finally {
    await remove();
  }
}
