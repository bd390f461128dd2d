import { useCallback, useMemo, useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import type { MetricValue } from '#shared/domain/metric.ts';
import type { UserMetricsPage } from '#shared/domain/user-metrics.ts';
import { groupColour, textOn } from '#shared/domain/group-colours.ts';
import { Choice } from '../../../components/choice.tsx';
import { DataTable } from '../../../components/data-table/data-table.tsx';
import type { Column, Sort, TableHandle } from '../../../components/data-table/types.ts';
import { Failure } from '../../../components/failure.tsx';
import { usePages } from '../../../core/use-pages.ts';
import { useSame } from '../../../core/use-same.ts';
import { cutoffOf, metricHelp, metricTitle } from '../../../parts/metric-text.ts';
import { UserLink, userAddress } from '../../../parts/user-link.tsx';
import { formatFigure, formatMetric } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { useRun } from '../use-run.ts';

type Row = UserMetricsPage['rows'][number];

/** Every user of the run with their metrics, sorted and searched by the core. */
export function Users() {
  const run = useRun();
  return run ? <UserTable run={run} /> : null;
}

function UserTable({ run }: { run: Run }) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [sort, setSort] = useState<Sort | undefined>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const handle = useRef<TableHandle<Row>>(null);
  const { head, total, rowAt, onRange, error, retry } = usePages({
    name: 'runs.userMetrics',
    input: (limit, offset) => ({
      run: run.id,
      text: asked,
      order_by: sort?.id ?? 'user',
      descending: sort?.direction === 'desc',
      limit,
      offset,
    }),
    read: (page): UserMetricsPage => page,
  });
  const metrics = useSame(head?.metrics ?? []);
  const isGrouped = head?.rows.some(({ group }) => group !== null) ?? false;
  const idLength = head?.rows[0]?.user.length ?? 0;
  const [k, setK] = useState(() => (run.ks.includes(10) ? 10 : (run.ks[0] ?? null)));
  const columns = useMemo(
    () => columnsOf({ run: run.id, idLength, isGrouped }, metrics, k),
    [run.id, idLength, isGrouped, metrics, k],
  );
  const showK = (next: number) => {
    setK(next);
    // An order by a column that is gone could not be seen.
    if (sort && ![null, next].includes(cutoffOf(sort.id))) setSort(undefined);
  };
  const select = useCallback(({ user }: Row) => {
    setSelected((now) =>
      now.has(user) ? new Set([...now].filter((other) => other !== user)) : new Set([...now, user]),
    );
  }, []);
  return (
    <div className="run-tab run-users">
      <div className="tab-tools">
        <TextInput
          size="xs"
          w={200}
          aria-label="Search a user"
          placeholder="Search a user"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {run.ks.length > 1 && (
          <Choice
            label="Length of the lists"
            value={String(k)}
            options={run.ks.map((each) => ({ value: String(each), label: `K = ${each}` }))}
            onChange={(value) => showK(Number(value))}
          />
        )}
        {total !== undefined && <span className="small muted num">{plural(total, 'user')}</span>}
      </div>
      {error && <Failure error={error} context={`the users of run ${run.number}`} onRetry={retry} compact />}
      {total !== undefined && (
        <DataTable
          label="Users of the run"
          columns={columns}
          total={total}
          rowAt={rowAt}
          rowId={({ user }) => user}
          rowName={({ user }) => user}
          onRange={onRange}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={select}
          canSelectMore
          onOpen={({ user }) => {
            location.hash = userAddress(user, run.id).slice(1);
          }}
          handle={handle}
        />
      )}
    </div>
  );
}

type Look = { run: string; idLength: number; isGrouped: boolean };

/** Metrics that have no list length, and those of one. Where users have no groups there is no column of them. */
function columnsOf({ run, idLength, isGrouped }: Look, metrics: readonly string[], k: number | null): Column<Row>[] {
  const group: Column<Row> = {
    id: 'group',
    title: 'Group',
    width: 130,
    sort: 'asc',
    cell: (row) => row.group && <GroupMark group={row.group} />,
  };
  return [
    {
      id: 'user',
      title: 'User',
      // A UUID is read whole.
      width: Math.min(300, Math.max(150, 24 + idLength * 7.5)),
      pinned: true,
      sort: 'asc',
      cell: ({ user }) => <UserLink user={user} run={run} />,
    },
    ...(isGrouped ? [group] : []),
    {
      id: 'train_items',
      title: 'Items',
      help: 'Items of the user in training.',
      width: 90,
      align: 'end',
      sort: 'desc',
      cell: ({ train_items: items }) => (Number.isInteger(items) ? items : formatFigure(items)),
    },
    ...metrics.flatMap((metric, at): Column<Row>[] => {
      if (![null, k].includes(cutoffOf(metric))) return [];
      return [
        {
          id: metric,
          title: metricTitle(metric),
          help: metricHelp(metric),
          // Its title and the arrow of the order.
          width: Math.max(110, 36 + metricTitle(metric).length * 7),
          align: 'end',
          sort: 'asc',
          cell: ({ values }) => figureOf(metric, values[at]),
        },
      ];
    }),
  ];
}

/** All of a column with as many digits: 54 would be a count beside 53.90. */
const figureOf = (metric: string, value: MetricValue | null | undefined): string =>
  typeof value === 'number' ? formatFigure(value) : formatMetric(metric, value);

function GroupMark({ group: { index, letter, name } }: { group: NonNullable<Row['group']> }) {
  const colour = groupColour(index);
  return (
    <>
      <span className="group-swatch" style={{ background: colour, color: textOn(colour) }} aria-hidden>
        {letter}
      </span>{' '}
      {name}
    </>
  );
}
