import { UnstyledButton } from '@mantine/core';
import type { ExplainedPart, Explanation } from '#shared/domain/user-lens.ts';
import { formatCount, formatFigure, formatSigned } from '../../text/number.ts';

type Props = { explanation: Explanation; onUser(user: string): void };

/** Rows before the others are one. */
const shown = 15;

/** Each addend with what it came from; the last row is the score. */
export function ContributionTable({ explanation: { parts, score }, onUser }: Props) {
  const sorted = parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const rest = sorted.slice(shown);
  const hasSimilarity = parts.some(({ similarity }) => similarity !== null);
  const hasWeight = parts.some(({ weight }) => weight !== null);
  const hasShared = parts.some(({ shared }) => shared !== null);
  const columns = 1 + [hasSimilarity, hasShared, hasWeight].filter(Boolean).length;
  return (
    <table className="plain-table contributions">
      <thead>
        <tr>
          <th scope="col">Because of</th>
          {hasSimilarity && <End title="Similarity" />}
          {hasShared && <End title="Shared" />}
          {hasWeight && <End title="Weight" />}
          <End title="Adds" />
        </tr>
      </thead>
      <tbody>
        {sorted.slice(0, shown).map((part, index) => (
          <tr key={index}>
            <td>
              <Because part={part} onUser={onUser} />
            </td>
            {hasSimilarity && <td className="num end">{figure(part.similarity)}</td>}
            {hasShared && <td className="num end">{part.shared === null ? '' : formatCount(part.shared)}</td>}
            {hasWeight && <td className="num end">{figure(part.weight)}</td>}
            <td className="num end">{formatSigned(part.value)}</td>
          </tr>
        ))}
        {rest.length > 0 && (
          <tr className="muted">
            <td colSpan={columns}>{rest.length} more</td>
            <td className="num end">{formatSigned(rest.reduce((sum, { value }) => sum + value, 0))}</td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={columns}>
            Score
          </th>
          <td className="num end">
            <data value={score}>{formatFigure(score)}</data>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

const figure = (value: number | null) => (value === null ? '' : formatFigure(value));

const End = ({ title }: { title: string }) => (
  <th scope="col" className="end">
    {title}
  </th>
);

/** A neighbour leads to their own page. */
function Because({ part, onUser }: { part: ExplainedPart; onUser(user: string): void }) {
  const { kind, id, name, text } = part;
  if (kind === 'user' && id !== null) {
    return (
      <UnstyledButton className="text-link because-user" onClick={() => onUser(id)} title={text}>
        {id}
      </UnstyledButton>
    );
  }
  if (kind === 'item' && id !== null) {
    return (
      <span className="clip because" title={text}>
        {name ?? id}
      </span>
    );
  }
  return <span className="because-words">{text}</span>;
}
