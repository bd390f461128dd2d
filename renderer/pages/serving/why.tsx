import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Contribution } from '#shared/domain/run.ts';
import type { Slot } from '#shared/domain/serving.ts';
import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { formatFigure, formatSigned } from '../../text/number.ts';

type Props = { user: string; item: string; slot: Slot; onClose(): void };

/** Addends that are drawn; the rest is one more. */
const shown = 8;

/** What the score of one item is made of: the addends sum to it. */
export function Why({ user, item, slot, onClose }: Props) {
  const why = useCall('serving.explain', { user, item, slot }, { staleTime: 0 });
  return (
    <section className="why" aria-label={`Why ${item} for ${user}`}>
      <header className="why-head">
        <h3>
          Why {item} for {user}
        </h3>
        <ActionIcon size={24} aria-label="Close the explanation" onClick={onClose}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </header>
      <Answer query={why} what={`why ${item} for ${user}`}>
        {({ score, contributions, model_version: version }) => (
          <>
            {contributions.length === 0 ? (
              <p className="muted">This model does not say what its scores are made of.</p>
            ) : (
              <Addends contributions={contributions} />
            )}
            <p className="num why-sum">
              Score {formatFigure(score)} <span className="muted small">by {version}</span>
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}

function Addends({ contributions }: { contributions: readonly Contribution[] }) {
  const sorted = contributions.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = sorted.slice(shown);
  const most = Math.abs(sorted[0]?.value ?? 0) || 1;
  return (
    <ul className="why-list">
      {sorted.slice(0, shown).map((addend, index) => (
        <li key={index}>
          <span>{addend.text}</span>
          <span className="why-bar" aria-hidden>
            <i
              data-tone={addend.value < 0 ? 'bad' : 'good'}
              style={{ width: `${(100 * Math.abs(addend.value)) / most}%` }}
            />
          </span>
          <span className="num">{formatSigned(addend.value)}</span>
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <span className="muted">{rest.length} more</span>
          <span />
          <span className="num">{formatSigned(rest.reduce((sum, { value }) => sum + value, 0))}</span>
        </li>
      )}
    </ul>
  );
}
