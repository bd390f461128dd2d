import { IconHelpCircle } from '@tabler/icons-react';
import type { Explanation } from '#shared/domain/user-lens.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { useCall } from '../../core/use-call.ts';
import { formatFigure } from '../../text/number.ts';
import { ContributionBar } from './contribution-bar.tsx';
import { ContributionTable } from './contribution-table.tsx';

type Props = {
  run: string;
  /** Which list the row is of, where there are two. */
  side: 'a' | 'b' | null;
  user: string;
  item: string | undefined;
  isImagined: boolean;
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

function Reasons({ run, user, item, isImagined, onUser }: Props & { item: string }) {
  const why = useCall('users.explain', { run, user, item });
  return (
    <Answer query={why} what={`why ${item} for ${user}`}>
      {(found) => (
        <div className="why-body">
          {isImagined && <p className="small warn">Of the history as it was learned, not of the imagined one.</p>}
          <p>{sentence(found, user)}</p>
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
function sentence({ name, item, score, parts, personalised }: Explanation, user: string): string {
  const what = name ?? item;
  if (score === 0 && parts.length === 0) return `Nothing speaks for ${what}: its score is 0.`;
  if (!personalised) return `Non-personalised: everybody gets ${what} with score ${formatFigure(score)}.`;
  const count = parts.length === 1 ? 'one addend' : `${parts.length} addends`;
  return `${what} has score ${formatFigure(score)} for ${user}, the sum of ${count}.`;
}
