import { Tooltip } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { metricDefinition } from '#shared/domain/metric.ts';
import type { Gate } from '#shared/domain/model-version.ts';
import { capital } from '../text/capital.ts';
import { metricTitle } from './metric-text.ts';
import './gate-list.css';

/** As a sentence starts, with metrics as people write them. */
export function gateTitle({ title }: Pick<Gate, 'title'>): string {
  const [first = '', ...rest] = title.split(' ');
  const start = metricDefinition(first) ? metricTitle(first) : capital(first);
  return [start, ...rest].join(' ');
}

/** Every condition of promotion with what was found. */
export function GateList({ gates }: { gates: readonly Gate[] }) {
  return (
    <ul className="gates" aria-label="Gates">
      {gates.map((gate) => (
        <li key={gate.name} className="gate" data-ok={gate.ok}>
          <GateGlyph ok={gate.ok} size={18} />
          <div>
            <p className="gate-title">{gateTitle(gate)}</p>
            <p className="muted small">{gate.detail}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** All gates as glyphs in a row; the words are in the tooltip and for screen readers. */
export function GateMarks({ gates }: { gates: readonly Gate[] }) {
  if (gates.length === 0) return null;
  const failed = gates.filter(({ ok }) => !ok);
  const words =
    failed.length === 0
      ? `All ${gates.length} gates say yes`
      : `${failed.map((gate) => `No: ${gateTitle(gate)}. ${gate.detail}`).join(' ')}`;
  return (
    <Tooltip label={words}>
      <span className="gate-marks">
        {gates.map(({ name, ok }) => (
          <GateGlyph key={name} ok={ok} size={15} />
        ))}
        <span className="hidden-text">{words}</span>
      </span>
    </Tooltip>
  );
}

function GateGlyph({ ok, size }: { ok: boolean; size: number }) {
  const Glyph = ok ? IconCircleCheck : IconCircleX;
  return <Glyph size={size} className={ok ? 'good' : 'bad'} aria-label={ok ? 'Yes:' : 'No:'} />;
}
