import { EvaluationOptions } from '#shared/domain/evaluation.ts';
import type { Run } from '#shared/domain/run.ts';
import { describeCandidates } from './candidates.ts';

/** Why the metrics of two runs must not be subtracted: what differs, and the way out. Empty where they may. */
export function reasonsAgainst(a: Run, b: Run): string[] {
  return [
    ...datasetReasons(a, b),
    ...splitReasons(a, b),
    ...candidateReasons(a, b),
    ...unknownReasons(a, b),
    ...lengthReasons(a, b),
  ];
}

function datasetReasons(a: Run, b: Run): string[] {
  if (a.dataset.fingerprint === b.dataset.fingerprint) return [];
  const of = ({ dataset }: Run) => `"${dataset.name}" version ${dataset.version}`;
  return [`The data differ: A used ${of(a)}, B used ${of(b)}. Train both on the same version of one dataset.`];
}

/** Two datasets never share a split, which needs no second sentence unless the kinds differ as well. */
function splitReasons(a: Run, b: Run): string[] {
  if (a.split.kind !== b.split.kind) {
    return [
      `The splits differ: A was held out by "${a.split.kind}", B by "${b.split.kind}". Train both with the same --split.`,
    ];
  }
  if (a.split.fingerprint === b.split.fingerprint || a.dataset.fingerprint !== b.dataset.fingerprint) return [];
  return [
    `The splits differ: both are "${a.split.kind}", but with other options, so other ${a.kind === 'query_performance' ? 'queries' : 'interactions'} were held out. Train both with the same share, folds and split seed.`,
  ];
}

function candidateReasons(a: Run, b: Run): string[] {
  const [ofA, ofB] = [a.split.candidates, b.split.candidates];
  if (ofA !== ofB) {
    return [
      `The candidates differ: A ranked ${describeCandidates(ofA)}, B ranked ${describeCandidates(ofB)}. Train both with the same --candidates.`,
    ];
  }
  const [seedA, seedB] = [a.params['split_seed'], b.params['split_seed']];
  if (!ofA.startsWith('sampled:') || seedA === seedB) return [];
  return [
    `The sampled negatives differ: A drew them with split seed ${seedA}, B with ${seedB}. Train both with the same split seed, or with --candidates all.`,
  ];
}

/** What runs of before the switches did. */
const usual = EvaluationOptions.parse({});

const treatments = {
  unknown_items: { name: 'items that nobody has in train', flag: '--unknown-items' },
  unknown_users: { name: 'users without training interactions', flag: '--unknown-users' },
} as const;

function unknownReasons(a: Run, b: Run): string[] {
  return (['unknown_items', 'unknown_users'] as const).flatMap((option) => {
    const [ofA, ofB] = [a, b].map((run) => run.params[option] ?? usual[option]);
    const { name, flag } = treatments[option];
    if (ofA === ofB) return [];
    return [`The treatment of ${name} differs: A "${ofA}", B "${ofB}". Train both with the same ${flag}.`];
  });
}

function lengthReasons(a: Run, b: Run): string[] {
  const [ofA, ofB] = [a, b].map(({ ks }) => ks.toSorted((x, y) => x - y).join(', '));
  if (ofA === ofB) return [];
  return [`The list lengths differ: A was evaluated at K = ${ofA}, B at K = ${ofB}. Train both with the same K.`];
}
