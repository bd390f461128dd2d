import { useState } from 'react';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Dataset } from '#shared/domain/dataset.ts';
import { SplitKind } from '#shared/domain/split.ts';
import { Answer } from '../../components/answer.tsx';
import { Bones } from '../../components/bones.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useCall } from '../../core/use-call.ts';
import { splitKinds, splitOptions, usualKind } from '../../parts/split-kinds.ts';
import { SplitBar } from './split-bar.tsx';
import './split-sizes.css';

/** A typist's pause, in milliseconds. */
const pause = 250;
/** Kinds whose share can be chosen. */
const withShare: readonly SplitKind[] = ['temporal', 'random'];

/** What a split would divide the version into: training, validation and test part, before anything is trained. */
export function SplitSizes({ dataset }: { dataset: Dataset }) {
  const [kind, setKind] = useState(usualKind(dataset));
  const [test, setTest] = useState(0.2);
  const [validation, setValidation] = useState(0);
  const [shares] = useDebouncedValue({ test_share: test, validation_share: validation }, pause);
  const sizes = useCall(
    'datasets.split',
    { dataset: dataset.id, split: { kind, ...shares } },
    { placeholderData: (before) => before },
  );
  const share = (label: string, least: number, value: number, set: (value: number) => void) => (
    <NumberInput
      label={label}
      min={least}
      max={0.9}
      step={0.05}
      decimalScale={3}
      value={value}
      disabled={label === 'Share held out' && !withShare.includes(kind)}
      onChange={(typed) => typeof typed === 'number' && typed >= least && typed <= 0.9 && set(typed)}
    />
  );
  return (
    <section aria-label="Split">
      <h3>Split</h3>
      <div className="split-fields">
        <NativeSelect
          label="Held-out part"
          description={splitKinds.find((known) => known.kind === kind)?.help}
          data={splitOptions(dataset)}
          value={kind}
          onChange={(event) => setKind(SplitKind.parse(event.currentTarget.value))}
        />
        {share('Share held out', 0.01, test, setTest)}
        {share('Share for validation', 0, validation, setValidation)}
      </div>
      <LinkButton
        to="/train"
        search={{
          dataset: dataset.id,
          split: kind,
          ...(withShare.includes(kind) && { held_out: test }),
          ...(validation > 0 && { validation }),
        }}
        variant="default"
        className="split-train"
      >
        Train with this split
      </LinkButton>
      <Answer query={sizes} what={`the split of ${dataset.name} v${dataset.version}`} waiting={<Bones rows={3} />}>
        {(found) => <SplitBar split={found} />}
      </Answer>
    </section>
  );
}
