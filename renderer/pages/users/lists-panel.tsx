import type { UserList } from '#shared/domain/user-lens.ts';
import { overlapAt, rbo, rboP } from '#shared/domain/rank-overlap.ts';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { RankSlope } from '../../parts/rank-slope.tsx';
import { formatFigure } from '../../text/number.ts';
import { ListsExport } from './lists-export.tsx';
import { ListColumn } from './list-column.tsx';
import type { HistoryChange } from './use-history-change.ts';
import { useUserList } from './use-user-list.ts';
import type { UsersChange, UsersSearch } from './users-search.ts';

type Props = {
  a: string;
  user: string;
  k: number;
  search: UsersSearch;
  imagined: HistoryChange;
  onChange: UsersChange;
};

const itemsOf = (list: UserList) => list.rows.map(({ item }) => item);

/** What one run or two would show to the user, and how far the items moved from A to B. */
export function ListsPanel({ a, user, k, search, imagined, onChange }: Props) {
  const { b, item, of = 'a' } = search;
  const first = useUserList(a, user, k, imagined);
  const second = useUserList(b, user, k, imagined);
  const listA = first.stored.data;
  const listB = second.stored.data;
  const runA = useCall('runs.show', { run: a }).data;
  const runB = useCall('runs.show', { run: b ?? '' }, { enabled: b !== undefined }).data;
  const listOf = ({ stored, whatIf }: typeof first) => (whatIf ? whatIf.data?.list : stored.data);
  const lists = (
    [
      ['A', runA, listOf(first)],
      ['B', runB, b === undefined ? undefined : listOf(second)],
    ] as const
  ).flatMap(([letter, run, list]) => (run && list ? [{ letter, run, list }] : []));
  return (
    <Panel
      title={`Top ${k}`}
      className="lists"
      aside={
        <>
          <Legend />
          {lists.length > 0 && (
            <ListsExport shown={{ user, k, imagined: imagined.isChanged ? imagined.change : null, lists }} />
          )}
        </>
      }
    >
      <div className="lists-columns" data-two={b !== undefined || undefined}>
        <ListColumn
          letter={b === undefined ? null : 'A'}
          run={a}
          answers={first}
          before={null}
          focused={of === 'a' ? item : undefined}
          onFocus={(next) => onChange({ item: next, of: 'a' })}
        />
        {b !== undefined && (
          <ListColumn
            letter="B"
            run={b}
            answers={second}
            before={listA ? itemsOf(listA) : null}
            focused={of === 'b' ? item : undefined}
            onFocus={(next) => onChange({ item: next, of: 'b' })}
          />
        )}
      </div>
      {b !== undefined && listA && listB && !imagined.isChanged && (
        <section className="lists-shift" aria-label="Rank shift from A to B">
          <p className="small num">
            overlap@{k} {formatFigure(overlapAt(itemsOf(listA), itemsOf(listB), k))} · RBO{' '}
            {formatFigure(rbo(itemsOf(listA), itemsOf(listB), k))} <span className="muted">(p = {rboP})</span>
          </p>
          <RankSlope a={listA.rows} b={listB.rows} />
        </section>
      )}
    </Panel>
  );
}

function Legend() {
  return (
    <span className="marks-legend" title="✓ held out and recommended, ○ held out and missed, · neither is known">
      <span>
        <span className="good">✓</span> hit
      </span>
      <span>○ missed</span>
      <span>· unknown</span>
    </span>
  );
}
