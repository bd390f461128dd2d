import type { SplitPreview } from '#shared/domain/split-preview.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { formatCount, formatPercent } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';

type Part = { name: string; tone: string; interactions: number; pairs: number | null; users: number };

/** The parts of a split as shares of one bar, with their numbers below. */
export function SplitBar({ split: { folds, leakage } }: { split: SplitPreview }) {
  const [fold] = folds;
  if (!fold) return null;
  const { train, validation, test } = fold;
  const parts: Part[] = [
    { name: 'Training', tone: 'train', ...train, pairs: null },
    ...(validation ? [{ name: 'Validation', tone: 'validation', ...validation }] : []),
    { name: 'Test', tone: 'test', ...test },
  ];
  const total = parts.reduce((sum, { interactions }) => sum + interactions, 0);
  const shareOf = ({ interactions }: Part) => (total > 0 ? interactions / total : 0);
  return (
    <>
      <div className="split-bar" aria-hidden>
        {parts.map((part) => (
          <span key={part.name} data-tone={part.tone} style={{ width: `${100 * shareOf(part)}%` }} />
        ))}
      </div>
      <table className="plain-table split-table" aria-label="Parts of the split">
        <PlainHead
          of={['Part', { end: 'Interactions' }, { end: 'Share' }, { end: 'Pairs that count' }, { end: 'Users' }]}
        />
        <tbody>
          {parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">
                <span className="split-mark" data-tone={part.tone} aria-hidden />
                {part.name}
              </th>
              <td className="num end">{formatCount(part.interactions)}</td>
              <td className="num end">{formatPercent(shareOf(part))}</td>
              <td className="num end">{part.pairs === null ? '–' : formatCount(part.pairs)}</td>
              <td className="num end">{formatCount(part.users)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted small">
        {[
          ...(folds.length > 1 ? [`The first of ${folds.length} folds of about this size.`] : []),
          ...(test.unknown_users > 0
            ? [`${plural(test.unknown_users, 'user')} of the test part ${isAre(test.unknown_users)} not in training.`]
            : []),
          leakage === null
            ? 'Without times nobody can say whether training looks ahead.'
            : `${formatPercent(leakage)} of test interactions are older than the newest of training.`,
        ].join(' ')}
      </p>
    </>
  );
}

const isAre = (count: number): string => (count === 1 ? 'is' : 'are');
