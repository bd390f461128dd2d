import { useState } from 'react';
import { Switch } from '@mantine/core';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { editRecipe, holdStep, settleDraft } from './draft-store.ts';
import { NumberField } from './number-field.tsx';
import { overlapOf, withOverlap } from './recipe-edits.ts';
import { SquareGrid } from './square-grid.tsx';

const step = 0.05;
const rounded = (value: number): number => Math.min(1, Math.max(0, Math.round(value * 100) / 100));

/** The taste that each two groups share; a change of one cell changes its mirror too. */
export function OverlapPanel({ recipe }: { recipe: GroupsRecipe }) {
  const { groups } = recipe;
  const overlap = overlapOf(recipe);
  const [isBrush, setBrush] = useState(false);
  const [stroke, setStroke] = useState(0.5);
  // One stroke over many cells is one step for undo.
  const title = 'brush overlaps';
  const paint = (a: number, b: number) => editRecipe(title, (now) => withOverlap(now, a, b, stroke));
  const brush = (a: number, b: number) =>
    isBrush && {
      onPointerDown: (event: React.PointerEvent) => {
        event.preventDefault();
        holdStep(title);
        paint(a, b);
      },
      onPointerEnter: (event: React.PointerEvent) => event.buttons === 1 && paint(a, b),
    };
  return (
    <Panel title="Overlap of tastes" aside="0 to 1; type, or use ↑ ↓">
      <div className="studio-brush">
        <Switch
          label="Brush: drag over cells"
          checked={isBrush}
          onChange={(event) => setBrush(event.currentTarget.checked)}
        />
        <NumberField
          hidesLabel
          label="Overlap of the brush"
          value={stroke}
          min={0}
          max={1}
          step={step}
          decimals={2}
          onChange={setStroke}
        />
      </div>
      <section
        className="studio-scroll"
        data-brush={isBrush || undefined}
        {...scrollable('Overlap of tastes, both ways')}
      >
        <SquareGrid
          label="Overlap of tastes"
          groups={groups}
          cell={(a, b) => {
            const [row, column] = [groups[a]!, groups[b]!];
            return (
              <td {...(a !== b && brush(a, b))}>
                {a === b ? (
                  <span className="studio-own num muted">1</span>
                ) : (
                  <OverlapCell
                    label={`Overlap ${row.name} × ${column.name}`}
                    value={overlap[a]![b]!}
                    onChange={(value) =>
                      editRecipe(`overlap ${row.letter} × ${column.letter}`, (now) => withOverlap(now, a, b, value))
                    }
                  />
                )}
              </td>
            );
          }}
        />
      </section>
      <p className="muted small studio-note">
        The cosine of two tastes, before topics and noise. Pools that two groups share count already.
      </p>
    </Panel>
  );
}

type CellProps = { label: string; value: number; onChange(value: number): void };

/** A number between 0 and 1. While it is typed, the text stays as it is. */
function OverlapCell({ label, value, onChange }: CellProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(rounded(value));
  const isWrong = typed !== null && !isShare(typed);
  const move = (change: number) => {
    setTyped(null);
    onChange(rounded(value + change));
  };
  return (
    <input
      className="studio-cell num"
      inputMode="decimal"
      role="spinbutton"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={value}
      aria-invalid={isWrong || undefined}
      value={shown}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        if (isShare(event.currentTarget.value)) onChange(Number(event.currentTarget.value));
      }}
      onBlur={() => {
        setTyped(null);
        settleDraft();
      }}
      onKeyDown={(event) => {
        const change = { ArrowUp: step, ArrowDown: -step }[event.key];
        if (change === undefined) return;
        event.preventDefault();
        move(change);
      }}
    />
  );
}

const isShare = (text: string): boolean => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 1;
