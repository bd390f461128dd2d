import type { PopularityBand, PopularityReport } from '#shared/domain/popularity.ts';
import { mostPopularityItems } from '#shared/domain/popularity.ts';
import type { ItemFacts } from './item-facts.ts';
import { giniOf } from './metrics/gini.ts';

type Lists = { indptr: Int32Array; items: Int32Array };
type Names = { ids: readonly string[]; names: readonly (string | null)[] | null };

/** Share of training interactions that the head holds, and that head and mid hold (as `ItemFacts.tail` has it). */
const headShare = 0.5;
const lorenzPoints = 100;
const tailPoints = 240;
const coveragePoints = 40;

/**
 * How lists spread over the catalogue, against how training interactions do.
 * @param lists  of the longest K, best first; @param k  the first places of them that count
 */
export function popularityReport(
  lists: Lists,
  k: number,
  longest: number,
  facts: ItemFacts,
  names: Names,
): PopularityReport {
  const shown = countShown(lists, k, facts.items);
  const { degree } = facts;
  const places = sum(shown);
  const training = sum(degree);
  const bandOf = bandsOf(facts, training);
  const liftOf = (item: number) => (degree[item]! > 0 ? (shown[item]! / places) * (training / degree[item]!) : null);
  const byLists = Int32Array.from(degree.keys()).sort(
    (a, b) => shown[b]! - shown[a]! || degree[b]! - degree[a]! || a - b,
  );
  return {
    k,
    users: lists.indptr.length - 1,
    items: facts.items,
    places,
    gini: { exposure: finite(giniOf(shown)), training: finite(giniOf(degree)) },
    coverage: coverageCurve(lists, longest, facts.items),
    lorenz: lorenzCurve(shown, degree),
    bands: (['head', 'mid', 'tail'] as const).map((name) => bandFacts(name, bandOf, shown, degree)),
    tail: spread(facts.items, tailPoints).map((place) => {
      const item = facts.byPopularity[place]!;
      return { rank: place + 1, training: degree[item]!, lists: shown[item]! };
    }),
    points: Array.from(byLists.subarray(0, mostPopularityItems), (item) => ({
      id: names.ids[item]!,
      name: names.names?.[item] ?? null,
      band: bandOf[item]!,
      training: degree[item]!,
      lists: shown[item]!,
      lift: liftOf(item),
    })),
  };
}

const sum = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0);
const finite = (value: number): number | 'NaN' => (Number.isFinite(value) ? value : 'NaN');

function countShown({ indptr, items }: Lists, k: number, catalogue: number): Int32Array {
  const shown = new Int32Array(catalogue);
  for (let user = 0; user + 1 < indptr.length; user++) {
    const end = Math.min(indptr[user + 1]!, indptr[user]! + k);
    for (let at = indptr[user]!; at < end; at++) shown[items[at]!]! += 1;
  }
  return shown;
}

function bandsOf({ byPopularity, degree, tail }: ItemFacts, training: number): PopularityBand[] {
  const bands: PopularityBand[] = Array.from(tail, (isTail) => (isTail ? 'tail' : 'mid'));
  let held = 0;
  for (const item of byPopularity) {
    if (held >= headShare * training) break;
    held += degree[item]!;
    bands[item] = 'head';
  }
  return bands;
}

function bandFacts(name: PopularityBand, bandOf: readonly PopularityBand[], shown: Int32Array, degree: Int32Array) {
  const within = (counts: Int32Array) => counts.filter((_, item) => bandOf[item] === name);
  const share = (counts: Int32Array) => sum(within(counts)) / Math.max(1, sum(counts));
  return {
    name,
    items: within(shown).length,
    share_of_training: share(degree),
    share_of_places: share(shown),
  };
}

/** Places 0 … length − 1, at most `most` of them, denser at the beginning, where a logarithmic axis has its room. */
function spread(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, place) => place);
  const places = Array.from({ length: most }, (_, step) => Math.round(length ** (step / (most - 1))) - 1);
  return [...new Set(places)];
}

/** The least favoured items first, of each of the two. */
function lorenzCurve(shown: Int32Array, degree: Int32Array): PopularityReport['lorenz'] {
  const [exposure, training] = [cumulative(shown), cumulative(degree)];
  const items = shown.length;
  const steps = Math.min(items, lorenzPoints);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = Math.round((step * items) / Math.max(1, steps));
    return { items: items === 0 ? 0 : place / items, exposure: exposure[place]!, training: training[place]! };
  });
}

function cumulative(counts: Int32Array): Float64Array {
  const total = Math.max(1, sum(counts));
  const held = new Float64Array(counts.length + 1);
  counts.toSorted().forEach((count, place) => (held[place + 1] = held[place]! + count));
  return held.map((count) => count / total);
}

/** For every K of a short list, a few of a long one. */
function coverageCurve({ indptr, items }: Lists, longest: number, catalogue: number): PopularityReport['coverage'] {
  const first = new Int32Array(catalogue).fill(longest);
  for (let user = 0; user + 1 < indptr.length; user++) {
    for (let at = indptr[user]!; at < indptr[user + 1]!; at++) {
      first[items[at]!] = Math.min(first[items[at]!]!, at - indptr[user]!);
    }
  }
  return spread(longest, coveragePoints).map((place) => ({
    k: place + 1,
    share: first.reduce((count, rank) => count + Number(rank <= place), 0) / Math.max(1, catalogue),
  }));
}
