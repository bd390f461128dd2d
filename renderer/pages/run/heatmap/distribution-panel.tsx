import { useMemo } from 'react';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { Answer } from '../../../components/answer.tsx';
import { useCall } from '../../../core/use-call.ts';
import { Plot } from '../../../plots/plot.tsx';
import { similarityHistogram, similarityWords } from '../../../plots/similarity-histogram.ts';
import { formatFigure } from '../../../text/number.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { usePredictedSeparation } from './use-predicted-separation.ts';

const size = { width: 224, height: 110 };

/** How far groups are apart: similarities within and between them, and the chance that one of a group is more alike. */
export function DistributionPanel({ run, info }: { run: string; info: MatrixInfo }) {
  const answer = useCall('matrix.similarity', { run, kind: info.kind });
  const predicted = usePredictedSeparation(run, info);
  const tokens = useTokens();
  const figure = useMemo(() => answer.data && similarityHistogram(answer.data, tokens), [answer.data, tokens]);
  return (
    <section aria-label="Similarity distribution">
      <h3>Similarity {info.groups ? 'within and between groups' : 'of all pairs'}</h3>
      <Answer query={answer} what="the distribution of similarities">
        {(found) => (
          <>
            {figure && <Plot figure={figure} {...size} label={similarityWords(found)} />}
            {found.auc !== null && info.groups && (
              <>
                <p className="small">
                  <span className="swatch-line" data-kind="within" aria-hidden /> within, mean{' '}
                  {formatFigure(found.mean_within ?? NaN)}
                  <br />
                  <span className="swatch-line" data-kind="between" aria-hidden /> between, mean{' '}
                  {formatFigure(found.mean_between ?? NaN)}
                </p>
                <p className="small num">
                  AUC, all groups: <strong>{found.auc.toFixed(3)}</strong>
                  {predicted && <span className="muted"> · predicted {shareOf(predicted.separation.predicted)}</span>}
                </p>
                <AucTable pairs={found.by_pair} predicted={predicted?.pairs ?? []} letters={info.groups.letters} />
                <p className="small muted">
                  The chance that a pair within a group is more alike than one between. Very active users are close to
                  everyone, which pulls it down.
                  {predicted && ' Predicted is what the recipe of the data says, before any of it is held out.'}
                </p>
              </>
            )}
            {found.sampled && <p className="small heatmap-sampled">{found.sampled}</p>}
          </>
        )}
      </Answer>
    </section>
  );
}

type OfPair = { a: number; b: number };
type AucProps = {
  pairs: readonly (OfPair & { auc: number })[];
  predicted: readonly (OfPair & { predicted: number | null })[];
  letters: readonly string[];
};

const shareOf = (auc: number | null): string => auc?.toFixed(3) ?? '–';

/** The area of each two groups alone; what was predicted on hover. */
function AucTable({ pairs, predicted, letters }: AucProps) {
  const find = <T extends OfPair>(all: readonly T[], a: number, b: number) =>
    all.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));
  const words = (a: number, b: number) => {
    const found = find(predicted, a, b);
    return found && { title: `Predicted ${shareOf(found.predicted)}` };
  };
  return (
    <table className="auc-table num small" aria-label="AUC of each two groups">
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden-text">Group</span>
          </th>
          {letters.map((letter) => (
            <th key={letter} scope="col">
              {letter}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {letters.map((letter, a) => (
          <tr key={letter}>
            <th scope="row">{letter}</th>
            {letters.map((other, b) => (
              <td key={other} {...words(a, b)}>
                {a === b ? '·' : (find(pairs, a, b)?.auc.toFixed(2) ?? '–')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
