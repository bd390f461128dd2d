import { IconHelpCircle } from '@tabler/icons-react';
import { KindredError } from '#shared/api/errors.ts';
import type { Explanation } from '#shared/domain/user-lens.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { useCall } from '../../core/use-call.ts';
import { formatFigure } from '../../text/number.ts';
import { ContributionBar } from './contribution-bar.tsx';
import { ContributionTable } from './contribution-table.tsx';
import type { HistoryChange } from './use-history-change.ts';

type Props = {
  run: string;
  /** Which list the row is of, where there are two. */
  side: 'a' | 'b' | null;
  user: string;
  item: string | undefined;
  /** The row is of the list with this history. */
  imagined: HistoryChange;
  onUser(user: string): void;
};

/** What the score of the focused row is made of. */
export function WhyPanel(props: Props) {
  const { item, side } = props;
  const list = side ? ` in ${side.toUpperCase()}` : '';
  return (
    <Panel title={item === undefined ? 'Why?' : `Why ${item}${list}?`} className="why-panel">
      {item === undefined ? (
        <Empty icon={<IconHelpCircle size={24} aria-hidden />} title="Choose a row of a list.">
          Here will be what its score is made of.
        </Empty>
      ) : (
        <Reasons {...props} item={item} />
      )}
    </Panel>
  );
}

function Reasons({ run, user, item, imagined, onUser }: Props & { item: string }) {
  const { isChanged, change } = imagined;
  const why = useCall('users.explain', { run, user, item, ...(isChanged && change) });
  // Not a fault: this model cannot be asked so.
  if (why.error instanceof KindredError && why.error.code === 'conflict') {
    return <p className="muted">{why.error.message}</p>;
  }
  return (
    <Answer query={why} what={`why ${item} for ${user}`}>
      {(found) => (
        <div className="why-body">
          <p>{sentence(found, user, isChanged)}</p>
          {found.parts.length > 0 && (
            <>
              <ContributionBar parts={found.parts} />
              <section className="why-table" {...scrollable('Contributions')}>
                <ContributionTable explanation={found} onUser={onUser} />
              </section>
            </>
          )}
        </div>
      )}
    </Answer>
  );
}

/** In words, before the numbers. */
function sentence({ name, item, score, parts, personalised }: Explanation, user: string, isImagined: boolean) {
  const what = name ?? item;
  if (score === 0 && parts.length === 0) return `Nothing speaks for ${what}: its score is 0.`;
  if (!personalised) return `Non-personalised: everybody gets ${what} with score ${formatFigure(score)}.`;
  const count = parts.length === 1 ? 'one part' : `${parts.length} parts`;
  const who = isImagined ? `${user} with the imagined history` : user;
  return `${what} has score ${formatFigure(score)} for ${who}, the sum of ${count}.`;
}
