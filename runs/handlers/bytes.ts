import { z } from 'zod';
import { ListedKind } from '#shared/domain/kind.ts';
import { KindredError } from '#shared/api/errors.ts';
import { DifferenceRequest } from '#shared/domain/list-comparison.ts';
import { WindowId, WindowRequest } from '#shared/domain/matrix.ts';
import { MatrixExportQuery } from '#shared/domain/matrix-export.ts';
import type { UploadReply } from '#shared/domain/upload.ts';
import { runsCsv } from '#shared/domain/runs-csv.ts';
import { encodeWindow } from '#shared/domain/window-bytes.ts';
import { bundleBytes } from './bundles.ts';
import type { ByteAnswer } from './byte-answer.ts';
import type { CoreContext } from './context.ts';
import { ExportQuery, RejectedQuery, type DatasetFiles } from './dataset-files.ts';
import { matrixFile } from './matrix-files.ts';
import { differenceWindow } from './lists.ts';
import { matrixSource } from './matrix.ts';
import { UploadQuery, type Uploads } from './uploads.ts';

/** The asker's own name of the request, by which `matrix.cancelWindow` ends it. */
const WindowQuery = WindowRequest.extend({ id: WindowId.optional() });
const ArtifactQuery = z.strictObject({ run: z.string(), name: z.string() });
/** Rows that a spreadsheet takes. */
const mostExported = 1_000_000;
/** The filtered runs, in the table's order; `columns` separated by line breaks, all of them where it is absent. */
const RunsQuery = z.strictObject({
  kind: ListedKind,
  filter: z.string().max(4000).default(''),
  order_by: z.string().max(400).default(''),
  deleted: z.stringbool().default(false),
  columns: z
    .string()
    .max(100_000)
    .transform((text) => text.split('\n').filter(Boolean))
    .optional(),
});
const BundleQuery = z.strictObject({ version: z.string() });

/** Answers a GET on `bytes/…`. */
export function bytesHandler(
  context: CoreContext,
  files: DatasetFiles,
): (path: string, query: Record<string, string>) => Promise<ByteAnswer> {
  const routes: Record<string, (query: Record<string, string>) => Promise<ByteAnswer>> = {
    async window(query) {
      const { run, id, ...request } = parse(WindowQuery, query);
      const window = await context.views.window(matrixSource(context, run), request, id);
      return { contentType: 'application/octet-stream', body: encodeWindow(window) };
    },
    matrix: async (query) => matrixFile(context, parse(MatrixExportQuery, query)),
    async difference(query) {
      const window = await differenceWindow(context, parse(DifferenceRequest, query));
      return { contentType: 'application/octet-stream', body: encodeWindow(window) };
    },
    async artifact(query) {
      const { run: ref, name } = parse(ArtifactQuery, query);
      const run = await context.store.runs.find(ref);
      const artifact = (await context.store.runs.artifacts(run.id)).find((file) => file.name === name);
      if (!artifact) throw new KindredError('not_found', `Run ${run.number} has no file "${name}".`);
      const body = await context.artifacts.read(artifact.sha256);
      return { contentType: artifact.content_type, body, filename: `run-${run.number}-${name.replaceAll('/', '-')}` };
    },
    async bundle(query) {
      const version = await context.store.models.version(parse(BundleQuery, query).version);
      const body = await bundleBytes(context, version);
      return { contentType: 'application/zip', body, filename: `${version.model_version}.kindred` };
    },
    async runs(query) {
      const { kind, filter, order_by, deleted, columns } = parse(RunsQuery, query);
      const asked = { kind, filter, order_by, deleted, limit: mostExported, offset: 0 };
      const { runs } = await context.store.runs.list({ ...asked, ...(columns && { columns }) });
      const body = new TextEncoder().encode(runsCsv(runs));
      return { contentType: 'text/csv; charset=utf-8', body, filename: 'kindred-runs.csv' };
    },
    dataset: async (query) => files.exportBytes(parse(ExportQuery, query)),
    rejected: async (query) => files.rejectedBytes(parse(RejectedQuery, query)),
  };

  return async (path, query) => {
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (!route) throw new KindredError('not_found', `There are no bytes at "${path}".`);
    return route(query);
  };
}

/** Takes a POST on `bytes/upload`: a part of a file. */
export function uploadHandler({ receive }: Uploads) {
  return async (path: string, query: Record<string, string>, part: Uint8Array): Promise<UploadReply> => {
    if (path !== 'upload') throw new KindredError('not_found', `Nothing can be sent to "${path}".`);
    return receive(parse(UploadQuery, query), part);
  };
}

function parse<T extends z.ZodType>(schema: T, query: Record<string, string>): z.output<T> {
  const parsed = schema.safeParse(query);
  if (!parsed.success)
    throw new KindredError('invalid_input', z.prettifyError(parsed.error), { details: parsed.error.issues });
  return parsed.data;
}
