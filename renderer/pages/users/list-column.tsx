import { UnstyledButton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { UserList, WhatIf } from '#shared/domain/user-lens.ts';
import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { ItemName } from '../../parts/item-name.tsx';
import { changeText, changeWords, rankChanges } from '../../parts/rank-changes.ts';
import { RunName } from '../../parts/run-name.tsx';
import { formatCount, formatFigure } from '../../text/number.ts';

type Props = {
  letter: 'A' | 'B' | null;
  run: string;
  answers: { stored: UseQueryResult<UserList>; whatIf: UseQueryResult<WhatIf> | null };
  /** The items that this list is compared with; an imagined history is compared with the stored one instead. */
  before: readonly string[] | null;
  focused: string | undefined;
  onFocus(item: string): void;
};

/** One list with its marks. */
export function ListColumn({ letter, run, answers, before, focused, onFocus }: Props) {
  const { data } = useCall('runs.show', { run });
  return (
    <section className="list-column" aria-label={letter ? `List of run ${letter}` : 'List of the run'}>
      <header className="list-head">
        {letter && <span className="run-letter">{letter}</span>}
        {data && <RunName run={data} />}
      </header>
      <Answer query={answers.stored} what="the list">
        {(stored) =>
          answers.whatIf ? (
            <Answer query={answers.whatIf} what="the list with another history">
              {({ unsupported, list }) =>
                list ? (
                  <Rows
                    list={list}
                    before={{ items: stored.rows.map(({ item }) => item), name: 'the list before' }}
                    focused={focused}
                    onFocus={onFocus}
                  />
                ) : (
                  <p className="muted list-words">{unsupported}</p>
                )
              }
            </Answer>
          ) : (
            <Rows
              list={stored}
              before={before && { items: before, name: 'the list of A' }}
              focused={focused}
              onFocus={onFocus}
            />
          )
        }
      </Answer>
    </section>
  );
}

type RowsProps = Pick<Props, 'focused' | 'onFocus'> & {
  list: UserList;
  before: { items: readonly string[]; name: string } | null;
};

function Rows({ list, before, focused, onFocus }: RowsProps) {
  const changes =
    before &&
    rankChanges(
      before.items,
      list.rows.map(({ item }) => item),
    );
  return (
    <>
      {list.rows.length === 0 && <p className="muted list-words">Nothing speaks for any item.</p>}
      <ol>
        {list.rows.map((row, place) => (
          <li key={row.item}>
            <UnstyledButton className="list-row" aria-pressed={focused === row.item} onClick={() => onFocus(row.item)}>
              <span className="num muted">{row.rank}</span>
              <Mark mark={row.mark} />
              <ItemName item={row} />
              {changes && (
                <span
                  className="num small muted list-change"
                  title={changeWords(changes[place]?.places ?? null, before.name)}
                >
                  {changeText(changes[place]?.places ?? null)}
                </span>
              )}
              <span className="num">{formatFigure(row.score)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ol>
      {list.missed.length > 0 && (
        <details className="missed">
          <summary>{formatCount(list.missed.length)} held out and missed</summary>
          <ul>
            {list.missed.map((row) => (
              <li key={row.item}>
                <UnstyledButton
                  className="list-row"
                  aria-pressed={focused === row.item}
                  onClick={() => onFocus(row.item)}
                >
                  <span className="num muted">{row.rank === null ? '–' : formatCount(row.rank)}</span>
                  <Mark mark="missed" />
                  <ItemName item={row} />
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const marks = {
  hit: { glyph: '✓', words: 'held out and recommended' },
  missed: { glyph: '○', words: 'held out and missed' },
  unknown: { glyph: '·', words: 'unknown' },
} as const;

/** Told by its shape; the colour only supports it. */
const Mark = ({ mark }: { mark: keyof typeof marks }) => (
  <span className={mark === 'hit' ? 'list-mark good' : 'list-mark muted'} data-mark={mark}>
    <span aria-hidden>{marks[mark].glyph}</span>
    <span className="hidden-text">{marks[mark].words}</span>
  </span>
);
