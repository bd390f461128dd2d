import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import type { UserView } from '#shared/domain/user-lens.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { GroupMark } from '../../parts/group-mark.tsx';
import { ItemName } from '../../parts/item-name.tsx';
import { formatFigure } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';
import { PretendLike } from './pretend-like.tsx';
import type { HistoryChange } from './use-history-change.ts';

type Props = { run: string; view: UserView; imagined: HistoryChange };

/** What the model has learned of the user, and what could be otherwise. */
export function HistoryPanel({ run, view, imagined }: Props) {
  const { user, group, history, held_out: heldOut } = view;
  return (
    <Panel title={`History of ${user}`} className="user-history" flush aside={<GroupMark group={group} isNamed />}>
      <p className="history-counts muted small num">
        {plural(history.length, 'item')} in training ·{' '}
        {heldOut === null ? 'the model has learned from everything' : `${plural(heldOut.length, 'item')} held out`}
      </p>
      <section className="history-list" {...scrollable('Items of the history')}>
        <table className="plain-table">
          <PlainHead of={['Item', { end: 'Weight' }, { end: 'Last' }, { hidden: 'What if' }]} />
          <tbody>
            {imagined.added.map((added) => (
              <tr key={added.item} data-imagined="added">
                <td>
                  <ItemName item={added} />
                </td>
                <td className="num end">{formatFigure(added.weight)}</td>
                <td className="end small">pretended</td>
                <td className="end">
                  <Toggle name={added.name ?? added.item} isGone onClick={() => imagined.toggle(added.item)} />
                </td>
              </tr>
            ))}
            {history.map((own) => (
              <tr key={own.item} data-imagined={imagined.removed.has(own.item) ? 'removed' : undefined}>
                <td>
                  <ItemName item={own} />
                </td>
                <td className="num end">{formatFigure(own.weight)}</td>
                <td className="num end muted small" title={own.at === null ? undefined : formatTime(own.at)}>
                  {own.at === null ? '–' : formatShortTime(own.at)}
                </td>
                <td className="end">
                  <Toggle
                    name={own.name ?? own.item}
                    isGone={imagined.removed.has(own.item)}
                    onClick={() => imagined.toggle(own.item)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {history.length === 0 && <p className="history-none muted">Nothing that a model could learn from.</p>}
      </section>
      <div className="what-if">
        <PretendLike run={run} weight={view.like_weight} onPick={imagined.pretend} />
        {imagined.isChanged && (
          <div className="what-if-state">
            <output className="small">What if: {changed(imagined)}. Nothing is stored.</output>
            <Button variant="default" onClick={imagined.reset}>
              Reset
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

const changed = ({ removed, added }: HistoryChange) =>
  [removed.size > 0 && `${removed.size} removed`, added.length > 0 && `${added.length} pretended`]
    .filter((part) => part !== false)
    .join(', ');

function Toggle({ name, isGone, onClick }: { name: string; isGone: boolean; onClick(): void }) {
  return (
    <ActionIcon size={24} aria-label={isGone ? `Undo for ${name}` : `What if without ${name}?`} onClick={onClick}>
      {isGone ? <IconArrowBackUp size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
    </ActionIcon>
  );
}
