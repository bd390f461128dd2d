import { Button, NumberInput, Popover, UnstyledButton } from '@mantine/core';
import type { Brush, ParallelAxis } from '../../../plots/parallel-axes.ts';

type Props = { axis: ParallelAxis; left: number; brush: Brush | undefined; onBrush(brush: Brush | null): void };

/** The name of an axis; pressed, a stretch of it can be typed in place of dragged (WCAG 2.5.7). */
export function AxisBrush({ axis, left, brush, onBrush }: Props) {
  const [low, high] = axis.range ?? [0, 1];
  const width = high - low || 1;
  const value = (place: number) => low + place * width;
  const from = brush ? value(brush.from) : low;
  const to = brush ? value(brush.to) : high;
  const mark = (least: number, most: number) =>
    onBrush({ from: (Math.min(least, most) - low) / width, to: (Math.max(least, most) - low) / width });
  return (
    <Popover width={220} position="bottom" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className="parallel-head"
          style={{ left }}
          data-on={brush ? true : undefined}
          title={axis.title}
        >
          <span className="clip">{axis.title}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Mark ${axis.title}`} className="parallel-marks">
        {axis.range ? (
          <>
            <NumberInput label="From" size="xs" value={from} onChange={(typed) => mark(Number(typed), to)} />
            <NumberInput label="To" size="xs" value={to} onChange={(typed) => mark(from, Number(typed))} />
          </>
        ) : (
          <p className="muted small">Drag along the axis to mark words. The filter box picks them by name.</p>
        )}
        <Button size="compact-xs" variant="subtle" disabled={!brush} onClick={() => onBrush(null)}>
          Clear
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
