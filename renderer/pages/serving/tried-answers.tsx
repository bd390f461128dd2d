import { useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import type { Slot, TriedAnswer } from '#shared/domain/serving.ts';
import { AliasBadge } from '../../parts/alias-badge.tsx';
import { formatMs } from '../../parts/api-state.ts';
import { formatFigure } from '../../text/number.ts';
import { Curl } from './curl.tsx';
import { changeText, changeWords, common, rankChanges } from '../../parts/rank-changes.ts';
import { Why } from './why.tsx';

type Asked = { slot: Slot; item: string };
type Props = { answers: readonly TriedAnswer[]; user: string };

const itemsOf = (answer: TriedAnswer) => answer.recommendations.map(({ item }) => item);

/** One list a version, side by side; where there are two, how far each item moved. */
export function TriedAnswers({ answers, user }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [first, second] = answers;
  return (
    <>
      {first && second && (
        <p className="small">
          {common(itemsOf(first), itemsOf(second))} of {first.recommendations.length} items are in both lists.
        </p>
      )}
      <div className="tried" data-two={answers.length > 1 || undefined}>
        {answers.map((answer) => (
          <Tried
            key={answer.slot}
            answer={answer}
            before={answer === second && first ? itemsOf(first) : null}
            asked={asked?.slot === answer.slot ? asked.item : null}
            onAsk={(item) => setAsked({ slot: answer.slot, item })}
          />
        ))}
      </div>
      {asked && <Why user={user} item={asked.item} slot={asked.slot} onClose={() => setAsked(null)} />}
      {answers.map((answer) => (
        <Curl key={answer.slot} answer={answer} />
      ))}
    </>
  );
}

type TriedProps = {
  answer: TriedAnswer;
  /** The list that this one is compared with. */
  before: readonly string[] | null;
  asked: string | null;
  onAsk(item: string): void;
};

function Tried({ answer, before, asked, onAsk }: TriedProps) {
  const changes = before && rankChanges(before, itemsOf(answer));
  const { slot, source, elapsed_ms: elapsed, recommendations, model_version: version } = answer;
  return (
    <section className="tried-list" aria-label={`Answer of the ${slot} version`}>
      <header className="tried-head">
        <AliasBadge alias={slot} />
        <span className="tried-version" title={version}>
          <span className="clip">{version.replace(/_v\d+$/, '')}</span>
          {/_v\d+$/.exec(version)?.[0]}
        </span>
        <output className="num small muted">
          {formatMs(elapsed)}
          {source !== 'model' && ` · ${source}`}
        </output>
      </header>
      {recommendations.length === 0 && <p className="muted small">Nothing to recommend.</p>}
      <ol>
        {recommendations.map(({ item, score, reason }, rank) => (
          <li key={item} className="tried-item">
            <span className="num muted">{rank + 1}</span>
            <span className="clip" title={`${item}: ${reason}`} data-item={item}>
              {item}
            </span>
            <span className="num">{formatFigure(score)}</span>
            {changes && <Change places={changes[rank]?.places ?? null} />}
            <UnstyledButton
              className="tried-why"
              aria-pressed={asked === item}
              aria-label={`Why ${item}?`}
              onClick={() => onAsk(item)}
            >
              Why?
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The arrow is the sign, the colour only supports it. */
function Change({ places }: { places: number | null }) {
  const tone = places === null ? 'accent' : places > 0 ? 'good' : places < 0 ? 'bad' : 'muted';
  return (
    <span className={`num small tried-change ${tone}`}>
      <span aria-hidden>{changeText(places)}</span>
      <span className="hidden-text">{changeWords(places)}</span>
    </span>
  );
}
