import type { z } from 'zod';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { exportName, MatrixExportQuery } from '#shared/domain/matrix-export.ts';
import type { Run } from '#shared/domain/run.ts';
import { tableHead } from '#runs/artifacts/matrix-table.ts';
import type { MatrixSource } from '#runs/artifacts/matrix-protocol.ts';
import { exportFacts, factLines, windowCsv, windowJson } from '#runs/artifacts/window-file.ts';
import type { ByteAnswer } from './byte-answer.ts';
import type { CoreContext } from './context.ts';
import { matrixSource } from './matrix.ts';

type Query = z.output<typeof MatrixExportQuery>;

/** Pairs that are asked of the matrix thread at once: a few megabytes of text, a fraction of a second. */
const pairsAtOnce = 100_000;

/** `bytes/matrix`: a window of a matrix, or all of it, as a file to save. */
export async function matrixFile(context: CoreContext, query: Query): Promise<ByteAnswer> {
  const { run: ref, part, format, ...request } = query;
  const { store, views, clock, config } = context;
  const [run, source] = await Promise.all([store.runs.find(ref), matrixSource(context, ref)]);
  const info = await views.info(source, request);
  const facts = { provenance: provenanceOf(run, config.version), request, info };
  const filename = `${exportName(run.number, request.kind, request.order, clock.now())}.${format}`;
  if (part === 'all') {
    const head = `${factLines(exportFacts(facts))}${tableHead[request.kind].join(',')}\n`;
    const chunks = wholeMatrix(context, source, request, info, head);
    return { contentType: 'text/csv; charset=utf-8', filename, body: { bytes: null, chunks } };
  }
  const [axes, window] = await Promise.all([views.axes(source, request), views.window(source, request)]);
  const file = { ...facts, axes, window };
  if (format === 'csv') {
    return { contentType: 'text/csv; charset=utf-8', filename, body: new TextEncoder().encode(windowCsv(file)) };
  }
  const idsOf = async (side: 'rows' | 'cols') =>
    (await views.members(source, { ...request, side, from: 0, to: info[side] })).map(({ id }) => id);
  const ids = { rows: await idsOf('rows'), cols: await idsOf('cols') };
  return { contentType: 'application/json', filename, body: new TextEncoder().encode(windowJson(file, ids)) };
}

/** What every file says of where it comes from. */
const provenanceOf = ({ id, number, name, dataset, split }: Run, version: string): Record<string, string> => ({
  run: `${number} (${name})`,
  run_id: id,
  dataset: `${dataset.name} v${dataset.version}`,
  dataset_fingerprint: dataset.fingerprint,
  split_fingerprint: split.fingerprint,
  kindred: version,
});

/** Some rows after the other, each when the one before was taken: whoever stops reading stops the work. */
async function* wholeMatrix(
  { views }: CoreContext,
  source: MatrixSource,
  { kind, order }: Omit<Query, 'run' | 'part' | 'format'>,
  { rows, cols }: MatrixInfo,
  head: string,
): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(head);
  const step = Math.max(1, Math.floor(pairsAtOnce / Math.max(1, cols)));
  for (let from = 0; from < rows; from += step) {
    yield await views.table(source, { kind, order, from, to: Math.min(rows, from + step) });
  }
}
