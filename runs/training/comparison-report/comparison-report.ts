import type { ManyComparison } from '#shared/domain/comparison.ts';
import type { Run } from '#shared/domain/run.ts';
import { pairSection } from './pair-section.ts';
import type { ReportData } from './report-data.ts';
import { reportStyle } from './report-style.ts';
import { element, figure, isShownMetric, metricTitle, pValue, signed, table, words } from './report-text.ts';

const letterOf = (place: number) => String.fromCharCode(65 + place);

/** A comparison as one file of HTML: no script, nothing from elsewhere, figures as SVG and PNG inside. Equal data gives equal bytes. */
export function comparisonReport(data: ReportData): string {
  const { many, pairs, version, at } = data;
  const title = `Comparison of ${many.runs.map(({ number, name }) => `${number} ${name}`).join(', ')}`;
  const made = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!doctype html>\n${element(
    'html',
    'lang="en"',
    element(
      'head',
      '',
      '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">',
      element('title', '', words(title)),
      element('style', '', reportStyle),
    ),
    element(
      'body',
      '',
      element(
        'main',
        '',
        element('h1', '', words(title)),
        element('p', 'class="muted"', `Kindred ${words(version)}, ${made}`),
        element('h2', '', 'Runs'),
        runTable(many.runs),
        many.runs.length > 2 ? manyPart(many) : '',
        ...pairs.map(pairSection),
      ),
    ),
  )}\n`;
}

/** Where every number comes from. */
function runTable(runs: readonly Run[]): string {
  const isRanking = runs.every(({ kind }) => kind === 'recommender');
  const ranking = isRanking ? ['Candidates', 'K'] : [];
  return table(
    ['Run', 'Algorithm', 'Data', 'Data SHA-256', 'Split', 'Split SHA-256', ...ranking, 'Seed', 'Id'],
    runs.map((run, place) => [
      words(`${letterOf(place)} · ${run.number} ${run.name}`),
      words(run.algorithm),
      words(`${run.dataset.name} v${run.dataset.version}`),
      element('code', '', words(run.dataset.fingerprint)),
      words(run.split.kind),
      element('code', '', words(run.split.fingerprint)),
      ...(isRanking ? [words(run.split.candidates), run.ks.join(', ')] : []),
      String(run.seed),
      element('code', '', words(run.id)),
    ]),
  );
}

/** Every run against A. */
function manyPart({ runs, pairs, tests }: ManyComparison): string {
  const names = [...new Set(pairs.flatMap(({ metrics }) => metrics.map(({ name }) => name)))].filter(isShownMetric);
  const of = pairs.map(({ metrics }) => new Map(metrics.map((metric) => [metric.name, metric])));
  const rows = names.map((name) => [
    metricTitle(name),
    figure(runs[0]?.metrics[name]),
    ...of.map((metrics) => {
      const metric = metrics.get(name);
      if (!metric) return '–';
      const p = metric.p_corrected === null ? '' : `, p ${pValue(metric.p_corrected)}`;
      const change = metric.delta === null ? '' : ` (${signed(metric.delta)}${p})`;
      return `${figure(metric.b)}${change}`;
    }),
  ]);
  return [
    element('h2', '', 'Each against A'),
    table(['Metric', ...runs.map((_, place) => letterOf(place))], rows),
    element(
      'p',
      'class="muted"',
      `p of Wilcoxon’s signed-rank test, corrected by Holm over ${tests} tests of ${pairs.length} pairs.`,
    ),
  ].join('');
}
