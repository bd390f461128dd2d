import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import type { PopularityReport } from '#shared/domain/popularity.ts';
import { Choice } from '../../../components/choice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { liftFigure } from '../../../plots/popularity.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { formatCount } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { itemsShown, itemChoices, type ItemChoice } from './item-choice.ts';
import { LiftTable } from './lift-table.tsx';

const height = 280;

/** Items by how known and how often shown they are; a frame drawn in the picture, or a choice from the list, says which stand in the table. */
export function LiftPanels({ report }: { report: PopularityReport }) {
  const tokens = useTokens();
  const [choice, setChoice] = useState<ItemChoice>('all');
  const [framed, setFramed] = useState<readonly string[] | null>(null);
  /** A frame goes with the picture that it was drawn in. */
  const [cleared, setCleared] = useState(0);
  const figure = useMemo(() => liftFigure(report, tokens), [report, tokens]);
  const points = useMemo(() => itemsShown(report.points, choice, framed), [report.points, choice, framed]);
  const clear = () => {
    setFramed(null);
    setCleared((times) => times + 1);
  };
  return (
    <>
      <Panel title="Lift: known against shown" aside={<span className="muted small">Drag to choose items</span>}>
        <WidePlot
          key={cleared}
          figure={figure}
          height={height}
          label="Training users against lists of each item; the same numbers are in the table of items."
          onBrush={(ids) => setFramed(ids && ids.length > 0 ? ids : null)}
        />
      </Panel>
      <Panel
        title="Items"
        flush
        aside={
          <span className="lift-tools">
            <output className="muted small num">
              {points.length === report.points.length
                ? plural(points.length, 'item')
                : `${formatCount(points.length)} of ${formatCount(report.points.length)}`}
            </output>
            {framed && (
              <Button size="compact-xs" variant="default" onClick={clear}>
                Clear the frame
              </Button>
            )}
            <Choice<ItemChoice> label="Show" value={choice} options={itemChoices} onChange={setChoice} />
          </span>
        }
      >
        <LiftTable points={points} />
      </Panel>
    </>
  );
}
