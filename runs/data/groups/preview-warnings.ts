import { formatCount } from '#shared/domain/format-count.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { dot } from './mean-rows.ts';

type Facts = Omit<GroupsPreview, 'warnings' | 'took_ms'>;

/** Differences of an overlap that nobody would notice, and how many pairs are named. */
const slack = 0.05;
const mostNamed = 3;

/** What a researcher should know before using such data, a sentence each, with counts of the users that were drawn. */
export function previewWarnings(
  recipe: GroupsRecipe,
  tastes: readonly Float64Array[],
  facts: Facts,
  events: Int32Array,
): string[] {
  return [
    ...sampled(facts),
    ...facts.groups.flatMap(lonely),
    ...cold(facts),
    ...untaken(events),
    ...closerToOthers(facts),
    ...otherOverlap(recipe, tastes),
  ];
}

const sampled = ({ users, drawn_users }: Facts): string[] =>
  drawn_users < users
    ? [`Realised numbers are of the first ${formatCount(drawn_users)} of ${formatCount(users)} users, in proportion.`]
    : [];

const lonely = ({ name, users, mean_items, lonely: count }: Facts['groups'][number]): string[] =>
  count > 0
    ? [
        `${name} users average ${mean_items.toFixed(1)} items: ${formatCount(count)} of ${formatCount(users)} (${percent(count, users)}) share no item with another ${name} user, so nobody in the group can be their neighbour.`,
      ]
    : [];

const cold = ({ cold_users, drawn_users }: Facts): string[] =>
  cold_users > 0
    ? [
        `${formatCount(cold_users)} of ${formatCount(drawn_users)} users have one or two items only; little can be learned from them.`,
      ]
    : [];

function untaken(events: Int32Array): string[] {
  const count = events.filter((taken) => taken === 0).length;
  return count > 0 ? [`${formatCount(count)} of ${formatCount(events.length)} items are taken by nobody.`] : [];
}

/** Plain cosine follows activity: whoever has many items is near to everybody, also where their taste is another. */
function closerToOthers({ groups, expected, chance }: Facts): string[] {
  const lift = (a: number, b: number) => (chance[a]![b]! > 0 ? expected[a]![b]! / chance[a]![b]! : 0);
  return groups.flatMap(({ name }, b) => {
    const closer = groups.flatMap((group, a) =>
      a !== b && expected[a]![b]! > expected[a]![a]! && lift(a, b) < lift(a, a) ? [{ ...group, a }] : [],
    );
    const [first] = closer;
    if (!first) return [];
    const members = closer.map((group) => group.name).join(', ');
    const figures = `${expected[first.a]![b]!.toFixed(2)} against ${expected[first.a]![first.a]!.toFixed(2)} in ${first.name}`;
    return [
      `Users of ${members} are more similar to ${name} than to each other (${figures}) by activity alone: plain cosine favours users with many items. See the activity-corrected view, or train with shrinkage.`,
    ];
  });
}

/** Overlaps that the pools exceed, or that no tastes can have together. */
function otherOverlap({ groups, overlap }: GroupsRecipe, tastes: readonly Float64Array[]): string[] {
  const wrong = overlap.flatMap((row, a) =>
    row.flatMap((asked, b) => {
      if (b <= a) return [];
      const has = cosine(tastes[a]!, tastes[b]!);
      return Math.abs(has - asked) > slack ? [{ a, b, asked, has }] : [];
    }),
  );
  const pair = ({ a, b }: { a: number; b: number }) => `${groups[a]!.name} × ${groups[b]!.name}`;
  const more = wrong.filter(({ asked, has }) => has > asked);
  const less = wrong.filter(({ asked, has }) => has < asked);
  const list = (pairs: typeof wrong) => {
    const named = pairs.toSorted((x, y) => Math.abs(y.has - y.asked) - Math.abs(x.has - x.asked)).slice(0, mostNamed);
    const rest = pairs.length > named.length ? ` and ${pairs.length - named.length} more` : '';
    return (
      named.map((each) => `${pair(each)} ${each.has.toFixed(2)} instead of ${each.asked.toFixed(2)}`).join(', ') + rest
    );
  };
  return [
    ...(more.length > 0 ? [`Pools, bridges and the other overlaps bring more than was asked for: ${list(more)}.`] : []),
    ...(less.length > 0 ? [`No tastes have all these overlaps at once; the nearest have ${list(less)}.`] : []),
  ];
}

const cosine = (a: Float64Array, b: Float64Array): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1);

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;
