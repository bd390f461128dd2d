import { Switch } from '@mantine/core';
import { markGlyphs, markNames } from '../../../plots/cell-marks.ts';
import { formatCount } from '../../../text/number.ts';
import type { Marks } from './use-marks.ts';

type Props = { marks: Marks; onlyMisses: boolean; onChange(onlyMisses: boolean): void };

/** What the marks on the cells mean, and how many there are on screen. */
export function MarksLegend({ marks: { k, counts, note }, onlyMisses, onChange }: Props) {
  return (
    <section className="legend" aria-label="Marks">
      <h3>Lists of {k}</h3>
      {note !== null ? (
        <p className="small muted">{note}</p>
      ) : (
        <>
          <ul className="small mark-list">
            <li>
              <span aria-hidden>■</span> in training, the colour of its value
            </li>
            {(['hit', 'miss', 'listed'] as const).map((kind) => (
              <li key={kind} data-kind={kind}>
                <span aria-hidden>{markGlyphs[kind]}</span> {markNames[kind]}
                {counts && `: ${formatCount(counts[kind])}`}
              </li>
            ))}
          </ul>
          <Switch
            size="xs"
            label="Only misses"
            checked={onlyMisses}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        </>
      )}
    </section>
  );
}
