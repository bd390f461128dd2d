import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Comparison } from '#shared/domain/comparison.ts';
import { withLetter } from '#shared/domain/with-letter.ts';
import { countedOf, type Counted } from '../../parts/counted.ts';
import { headline } from '../../parts/headline.ts';
import { pageWords } from '../../text/page-words.ts';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { HeadlineDelta } from './headline-delta.tsx';
import { ParamDifferences } from './param-differences.tsx';
import { PromoteWinner } from './promote-winner.tsx';

type Props = {
  comparison: Comparison;
  /** Letter of the second run. */
  letter: string;
  search: CompareSearch;
  onChange: CompareChange;
  /** More that can be done with the two. */
  children?: ReactNode;
};

const alike: Record<Counted, string> = {
  users: 'Same data, same held-out part, same candidates, same K.',
  queries: 'Same samples, same held-out queries.',
};

/** What can be quoted of two runs, whether it can be believed, and what was done differently. */
export function ComparisonTop({ comparison, letter, search, onChange, children }: Props) {
  const { a, b, comparable, reasons, summary } = comparison;
  const of = countedOf(a.kind);
  const name = headline([a, b]);
  const metric = comparison.metrics.find((each) => each.name === name);
  return (
    <div className="compare-top">
      <section className="compare-summary" data-comparable={comparable} aria-label="Summary">
        <p className="compare-sentence">{withLetter(pageWords(summary), letter)}</p>
        {metric && <HeadlineDelta metric={metric} of={of} />}
        {comparable ? (
          <p className="small muted">{alike[of]}</p>
        ) : (
          <Guard reasons={reasons.map((reason) => withLetter(reason, letter))} />
        )}
        <div className="compare-promote">
          <PromoteWinner comparison={comparison} />
          {children}
        </div>
      </section>
      <ParamDifferences
        params={comparison.params}
        letter={letter}
        showsIdentical={search.identical ?? false}
        onShowIdentical={(on) => onChange({ identical: on ? true : undefined })}
      />
    </div>
  );
}

/** Why the two runs were measured differently. The summary has said the first reason. */
function Guard({ reasons: [, ...more] }: { reasons: readonly string[] }) {
  return (
    <div className="compare-guard" role="alert">
      <IconAlertTriangle size={16} aria-hidden className="warn" />
      <div>
        <p>Their numbers stand side by side below, but must not be subtracted.</p>
        {more.length > 0 && (
          <ul>
            {more.map((reason) => (
              <li key={reason}>{pageWords(reason)}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
