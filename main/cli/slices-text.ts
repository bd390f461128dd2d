import type { GroupDelta, SliceComparison, SlicedBy, SlicedRunBy, Slices } from '#shared/domain/comparison.ts';
import { deltaText } from './metric-table.ts';
import { interval, number, valueInterval } from './numbers.ts';
import { paragraphs, table, type Column } from './text.ts';

const titles: Record<SlicedRunBy, string> = {
  group: 'group',
  activity: 'items in train',
  saved: 'saved group',
  chosen: 'chosen',
};

/** One metric of a run for each slice of its users. */
export function slicesText({ metric, by }: Slices): string {
  return paragraphs(
    ...by.map(({ by: what, slices }) =>
      table<(typeof slices)[number]>(
        [
          { title: titles[what], value: ({ name, letter }) => (letter === null ? name : `${letter}  ${name}`) },
          { title: 'users', value: ({ n }) => number(n), align: 'right' },
          { title: metric, value: ({ mean }) => number(mean), align: 'right' },
          { title: '95 % interval', value: ({ ci }) => valueInterval(ci), align: 'right' },
        ],
        slices,
      ),
    ),
  );
}

/** One metric of two runs for each slice of users, with a warning where the slices contradict the whole. */
export function comparedSlicesText(compared: readonly SliceComparison[]): string {
  return paragraphs(
    ...compared.map(({ by, metric, slices, simpson }) => {
      const shown = slices.filter(({ users }) => users > 0);
      const warning = `Simpson's paradox: every slice by ${titles[by]} differs in the other direction than all users together. Trust the slices.`;
      return shown.length === 0 ? '' : `${table(columnsOf(by, metric), shown)}${simpson ? `\n${warning}` : ''}`;
    }),
  );
}

const columnsOf = (by: SlicedBy, metric: string): Column<GroupDelta>[] => [
  { title: titles[by], value: (slice) => slice.group },
  { title: 'users', value: (slice) => number(slice.users), align: 'right' },
  { title: `${metric} A`, value: (slice) => number(slice.a), align: 'right' },
  { title: 'B', value: (slice) => number(slice.b), align: 'right' },
  { title: 'B − A', value: (slice) => deltaText(metric, slice.delta), align: 'right' },
  { title: '95 % interval', value: (slice) => interval(slice.ci), align: 'right' },
];
