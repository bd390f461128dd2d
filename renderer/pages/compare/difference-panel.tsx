import { useState } from 'react';
import { Button, Slider } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { DifferenceInfo, DifferenceSource } from '#shared/domain/list-comparison.ts';
import type { MatrixOrder } from '#shared/domain/matrix.ts';
import { Answer } from '../../components/answer.tsx';
import { Choice } from '../../components/choice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { isWhole, wholeView, type View } from '../../plots/view.ts';
import { formatCount, formatFigure } from '../../text/number.ts';
import { ChangedPairs } from './changed-pairs.tsx';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { CountBars } from './count-bars.tsx';
import { DifferenceMaps } from './difference-maps.tsx';
import { useDifference } from './use-difference.ts';

type Props = { a: string; b: string; letter: string; k: number; search: CompareSearch; onChange: CompareChange };

const orderNames: Record<MatrixOrder, string> = {
  dataset: 'As in the data',
  group: 'By group, then similarity',
  cluster: "A's clusters",
  optimal: "A's clusters, best leaf order",
  activity: 'By activity',
};

const sourceNames: Record<DifferenceSource, string> = {
  lists: 'By their lists',
  neighbours: "By the models' own neighbours",
};

/** How alike users are: under A, under B, and the difference, all in A's order. */
export function DifferencePanel(props: Props) {
  const { a, b, k, letter, search } = props;
  const byLists = useCall('lists.difference', { a, b, k });
  const hasNeighbours = byLists.data?.sources.includes('neighbours') ?? false;
  const source = hasNeighbours && search.by === 'neighbours' ? 'neighbours' : 'lists';
  const byNeighbours = useCall(
    'lists.difference',
    { a, b, k, source: 'neighbours' },
    { enabled: source === 'neighbours' },
  );
  return (
    <Panel title={`Who is served alike: A, ${letter} and ${letter} − A`}>
      <Answer query={source === 'lists' ? byLists : byNeighbours} what="the similarity of users">
        {(info) => <Difference key={info.source} {...props} info={info} />}
      </Answer>
    </Panel>
  );
}

function Difference({ a, b, letter, k, search, onChange, info }: Props & { info: DifferenceInfo }) {
  const { source } = info;
  const size = { rows: info.users, cols: info.users };
  const [view, setView] = useState<View>(wholeView(size));
  const order = search.order && info.orders.includes(search.order) ? search.order : usualOrder(info);
  const [least, setLeast] = useState(search.t ?? 0);
  const [settled] = useDebouncedValue(least, 100);
  const drawn = useDifference({ a, b, k, source, order, ...view }, info.users > 0);
  return (
    <div className="difference">
      <p className="small muted">
        {source === 'lists'
          ? `The similarity of two users is the share of the top ${k} that both are shown (cosine of their lists)`
          : 'The similarity of two users is the one that the model has for them where either is among the neighbours of the other, else 0'}
        ; {formatCount(info.pairs)} pairs{info.sampled && ` of a ${info.sampled}`}. Drag to zoom all three; the arrow
        keys go from cell to cell.
      </p>
      <div className="difference-tools">
        {info.sources.length > 1 && (
          <Choice
            label="Similarity"
            value={source}
            options={info.sources.map((value) => ({ value, label: sourceNames[value] }))}
            onChange={(value) => onChange({ by: value === 'lists' ? undefined : value })}
          />
        )}
        <Choice
          label="Order"
          value={order}
          options={info.orders.map((value) => ({ value, label: orderNames[value] }))}
          onChange={(value) => onChange({ order: value })}
        />
        <div className="difference-threshold">
          <span className="small muted" id="difference-least">
            Only |Δ| ≥
          </span>
          <Slider
            aria-labelledby="difference-least"
            thumbLabel="Least difference that is shown"
            min={0}
            max={1}
            step={0.05}
            value={least}
            onChange={setLeast}
            onChangeEnd={(value) => onChange({ t: value === 0 ? undefined : value })}
            label={(value) => value.toFixed(2)}
            w={160}
          />
          <output className="num small">{least.toFixed(2)}</output>
        </div>
        <Button variant="default" disabled={isWhole(view, size)} onClick={() => setView(wholeView(size))}>
          Show all
        </Button>
      </div>
      <Answer query={drawn} what="the windows of both matrices">
        {(difference) => (
          <DifferenceMaps
            drawn={difference}
            info={info}
            view={view}
            least={settled}
            letter={letter}
            a={a}
            b={b}
            onView={setView}
          />
        )}
      </Answer>
      <div className="difference-below">
        <section aria-label="Histogram of the differences">
          <h3>
            Pairs by {letter} − A, greatest {formatFigure(info.most)}
          </h3>
          <CountBars
            label={`Pairs of users by the difference of their similarity`}
            unit="pair"
            bars={info.histogram.map((count, part) => ({
              name: (-1 + (2 * (part + 0.5)) / info.histogram.length)
                .toFixed(2)
                .replace('-0.00', '0.00')
                .replace('-', '−'),
              count,
            }))}
          />
        </section>
        <ChangedPairs pairs={info.changed} a={a} b={b} letter={letter} least={settled} />
      </div>
    </div>
  );
}

const usualOrder = ({ orders }: DifferenceInfo): MatrixOrder => (orders.includes('group') ? 'group' : 'dataset');
