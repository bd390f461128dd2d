import { compareMetrics, directionOf } from '#shared/domain/metric.ts';
import { intervalCoverageMetric } from '#shared/domain/metrics/query-performance.ts';
import type { RunColumn } from '#shared/domain/run-columns.ts';
import { contextParams } from '../../parts/context-params.ts';
import { headline } from '../../parts/headline.ts';
import { cutoffOf, metricHelp, metricTitle } from '../../parts/metric-text.ts';

/** A column that the table of runs can have. `id` is also its name in the search language, but for differences. */
export type Field = {
  id: string;
  kind: 'fact' | 'param' | 'metric' | 'delta' | 'tag';
  title: string;
  help?: string;
  width: number;
  align?: 'end';
  sort?: 'asc' | 'desc';
  /** Whether the filtered runs differ in it. */
  differs: boolean;
  /** Least and greatest number. */
  range: [number, number] | null;
};

/** What of a field a column is drawn by; unlike the rest it does not change with every filter. */
export type ColumnLook = Omit<Field, 'differs' | 'range'>;

/** The looks of the chosen fields, in the order of choice; fields that no run has are left out. */
export function looksOf(fields: readonly Field[], chosen: readonly string[]): ColumnLook[] {
  const known = new Map(fields.map((field) => [field.id, field]));
  return chosen.flatMap((id) => {
    const field = known.get(id);
    if (!field) return [];
    const { differs: _differs, range: _range, ...look } = field;
    return look;
  });
}

type Known = Pick<RunColumn, 'id' | 'kind' | 'n' | 'differs' | 'varies' | 'minority' | 'range'>;

type Fact = Pick<Field, 'id' | 'title' | 'width'> & Partial<Pick<Field, 'help' | 'align'>> & { sort?: 'asc' | 'desc' };

const facts: readonly Fact[] = [
  { id: 'status', title: 'Status', width: 128 },
  { id: 'algorithm', title: 'Algorithm', width: 112 },
  { id: 'dataset', title: 'Dataset', width: 150 },
  { id: 'split', title: 'Split', width: 110 },
  { id: 'candidates', title: 'Candidates', width: 100 },
  { id: 'experiment', title: 'Experiment', width: 120 },
  { id: 'seed', title: 'Seed', width: 70, align: 'end' },
  { id: 'duration_ms', title: 'Time', width: 80, align: 'end', help: 'From start to end, by a monotonic clock.' },
  { id: 'created_at', title: 'Started', width: 98, align: 'end', sort: 'desc' },
  { id: 'note', title: 'Note', width: 220 },
];

const nameOf = (id: string) => id.replace(/^\w+\./, '');
const widthOf = (title: string, least: number) => Math.max(least, 36 + title.length * 7);

/** Every column that these runs have something for: facts, params, metrics, and each metric's difference from the baseline. */
export function fieldsOf(columns: readonly Known[]): Field[] {
  const of = (kind: Known['kind']) => columns.filter((column) => column.kind === kind && column.n > 0);
  const metrics = of('metric').toSorted((a, b) => compareMetrics(nameOf(a.id), nameOf(b.id)));
  return [
    ...facts.map((fact) => factField(fact, columns)),
    ...of('param').map(loggedField),
    ...of('tag').map(loggedField),
    ...metrics.map(metricField),
    ...metrics.map(deltaField),
  ];
}

function factField(fact: Fact, columns: readonly Known[]): Field {
  const known = columns.filter(({ id }) => id === fact.id || (fact.id === 'dataset' && id === 'dataset_version'));
  const differs = known.some((column) => column.differs);
  return { kind: 'fact', sort: 'asc', ...fact, differs, range: known[0]?.range ?? null };
}

function loggedField({ id, kind, differs, range }: Known): Field {
  const title = nameOf(id);
  const logged = { id, title, width: widthOf(title, 84), sort: 'asc', differs, range } as const;
  return kind === 'tag' ? { ...logged, kind: 'tag' } : { ...logged, kind: 'param', align: 'end' };
}

function metricField({ id, differs, range }: Known): Field {
  const name = nameOf(id);
  const title = metricTitle(name);
  // Best first.
  const sort = directionOf(name) === 'min' ? 'asc' : 'desc';
  return {
    id,
    kind: 'metric',
    title,
    help: metricHelp(name),
    width: widthOf(title, 94),
    align: 'end',
    sort,
    differs,
    range,
  };
}

function deltaField({ id, differs }: Known): Field {
  const title = `Δ ${metricTitle(nameOf(id))}`;
  const help = 'The value minus that of the baseline: the run that is live, or the one that you chose.';
  const width = widthOf(title, 112);
  return { id: `delta.${nameOf(id)}`, kind: 'delta', title, help, width, align: 'end', differs, range: null };
}

/** Metrics of models of query performance that are shown unasked. */
const ofQueries = ['mae_ms', 'r2', 'mape', intervalCoverageMetric, 'interval_width_ms'];

/** How many parameters that vary are shown unasked. */
const usualParams = 3;

/** The metric that says most about these runs. */
export function headlineOf(columns: readonly Known[]): string | undefined {
  const metrics = columns.filter(({ kind, n }) => kind === 'metric' && n > 0);
  return headline([{ metrics: Object.fromEntries(metrics.map(({ id }) => [nameOf(id), 0])) }]);
}

/** Pixels that ± and its figure take. */
const spreadWidth = 72;

/** Pixels of a column: in groups there is a spread behind each mean. */
export const columnWidth = ({ kind, width }: Pick<ColumnLook, 'kind' | 'width'>, isGrouped: boolean): number =>
  width + (isGrouped && (kind === 'metric' || kind === 'delta') ? spreadWidth : 0);

/** The pixels that columns have, and whether runs are gathered. */
export type Room = { pixels: number; isGrouped: boolean };

/** The columns that are shown where the reader chose none: what says most, and what varies, as far as there is room for them. */
export function usualFields(columns: readonly Known[], room?: Room): string[] {
  const has = new Set(columns.map(({ id }) => id));
  const main = headlineOf(columns);
  const k = cutoffOf(main ?? '');
  const wanted = [...['ndcg', 'hit_rate', 'recall', 'coverage'].map((name) => `${name}@${k}`), ...ofQueries]
    .map((name) => `metrics.${name}`)
    .filter((id) => has.has(id));
  const [first, ...others] = wanted;
  const params = mostVaried(columns).slice(0, usualParams);
  const metrics = [...(first ? [first, `delta.${nameOf(first)}`] : []), ...others];
  const usual = [
    'status',
    'algorithm',
    // Algorithms for queries share few parameters: what they lead to comes first.
    ...(k === null ? [...metrics, ...params] : [...params, ...metrics]),
    'dataset',
    'duration_ms',
    'created_at',
  ];
  if (!room) return usual;
  const isOfOneDataset = !columns.some(({ id, differs }) => id.startsWith('dataset') && differs);
  const [one, two, ...more] = params;
  const byWeight = [
    'status',
    'algorithm',
    ...metrics.slice(0, 2),
    one,
    two,
    // Groups have nothing to say under these.
    ...(room.isGrouped ? [] : ['duration_ms', ...(isOfOneDataset ? [] : ['dataset'])]),
    ...more,
    metrics.at(-1),
    ...(room.isGrouped ? [] : ['created_at']),
    ...metrics,
    'dataset',
    'duration_ms',
    'created_at',
  ];
  const kept = keptIn(room, looksOf(fieldsOf(columns), [...new Set(byWeight.filter((id) => id !== undefined))]));
  return usual.filter((id) => kept.has(id));
}

/** Those that fit, the first ones first. */
function keptIn({ pixels, isGrouped }: Room, fields: readonly ColumnLook[]): Set<string> {
  let left = pixels;
  const kept = new Set<string>();
  for (const field of fields) {
    const width = columnWidth(field, isGrouped);
    if (width > left) continue;
    left -= width;
    kept.add(field.id);
  }
  return kept;
}

/** Parameters of the algorithm, not of the data, that the runs which have them vary. */
export const variedParams = (columns: readonly Known[]): string[] =>
  columns
    .filter(({ id, kind, varies }) => kind === 'param' && varies && !contextParams.has(nameOf(id)))
    .map(({ id }) => id);

/** Those that runs were made to differ in before those in which one in twenty is odd; otherwise in their order, so that a filter moves few. */
const mostVaried = (columns: readonly Known[]): string[] => {
  const odd = new Set(columns.filter(({ minority, n }) => minority * 20 < n).map(({ id }) => id));
  return variedParams(columns).toSorted((a, b) => Number(odd.has(a)) - Number(odd.has(b)));
};

/** Ready-made choices of columns. */
export function columnSets(columns: readonly Known[]): { name: string; ids: string[] }[] {
  const metrics = columns.filter(({ kind, n }) => kind === 'metric' && n > 0).map(({ id }) => id);
  const k = cutoffOf(headlineOf(columns) ?? '');
  const isCost = (id: string) => /_ms$|_bytes$|^metrics\.matrix/.test(id);
  const first = ['status', 'algorithm'];
  const everything = fieldsOf(columns).filter(({ kind }) => kind !== 'delta');
  return [
    { name: 'Everything', ids: everything.map(({ id }) => id) },
    { name: 'Parameters that vary', ids: [...first, ...variedParams(columns)] },
    {
      name: k === null ? 'Quality' : `Quality at ${k}`,
      ids: [
        ...first,
        ...metrics
          .filter((id) => cutoffOf(nameOf(id)) === k && !isCost(id))
          .toSorted((a, b) => compareMetrics(nameOf(a), nameOf(b))),
      ],
    },
    { name: 'Time and memory', ids: [...first, 'duration_ms', ...metrics.filter(isCost)] },
    {
      name: 'Provenance',
      ids: [...first, 'dataset', 'split', 'candidates', 'experiment', 'seed', 'created_at', 'note'],
    },
  ];
}
