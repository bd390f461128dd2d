import type { Client } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import { number } from './numbers.ts';
import { paragraphs, plainText, table, type Column } from './text.ts';

type Answer = Awaited<ReturnType<Client['runs']['recommend']>>;
type Recommended = Answer['recommendations'][number];
type Line = { rank: string; item: string; score: number; why: string };

/** Contributions that are shown for each item; the others are summed. */
const shown = 3;

/** The recommended items of one user, each followed by what its score is made of where that was asked for. */
export function recommendationsText(run: Run, { user, known, recommendations }: Answer): string {
  const title = `For ${plainText(user)}, by run ${run.number} (${plainText(run.name)})`;
  const stranger = known ? '' : ' – not a user of its training data, so this is what new users get';
  const lines = recommendations.flatMap((recommendation, i) => [
    { rank: String(i + 1), item: recommendation.item, score: recommendation.score, why: recommendation.reason },
    ...addends(recommendation),
  ]);
  return paragraphs(title + stranger, lines.length === 0 ? 'Nothing to recommend.' : table(columns, lines));
}

/** Lines whose scores sum to that of the item above them. */
function addends({ contributions = [] }: Recommended): Line[] {
  const line = (score: number, why: string): Line => ({ rank: '', item: '', score, why: `  ${why}` });
  const first = contributions.slice(0, shown).map(({ value, text }) => line(value, text));
  const others = contributions.slice(shown);
  if (others.length === 0) return first;
  const sum = others.reduce((total, { value }) => total + value, 0);
  return [...first, line(sum, `${others.length} more`)];
}

const columns: Column<Line>[] = [
  { title: '', value: (line) => line.rank, align: 'right' },
  { title: 'item', value: (line) => line.item },
  { title: 'score', value: (line) => number(line.score), align: 'right' },
  { title: 'reason', value: (line) => line.why },
];
