import type { Run } from '#shared/domain/run.ts';
import { TextLink } from '../components/text-link.tsx';
import { RunGlyph } from './run-glyph.tsx';
import './run-name.css';

type Props = { run: Pick<Run, 'id' | 'number' | 'name'>; link?: boolean };

/** Mark, number and name, the same wherever a run is spoken of. */
export function RunName({ run, link = true }: Props) {
  return (
    <span className="run-name">
      <RunGlyph number={run.number} />
      <span className="num muted">{run.number}</span>
      {link ? (
        <TextLink to="/runs/$run" params={{ run: run.id }} className="clip" title={run.name}>
          {run.name}
        </TextLink>
      ) : (
        <span className="clip" title={run.name}>
          {run.name}
        </span>
      )}
    </span>
  );
}
