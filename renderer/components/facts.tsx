import type { ReactNode } from 'react';
import './facts.css';

type Fact = readonly [term: ReactNode, value: ReactNode];

/** Terms and their values, one pair a line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([term, value], index) => (
        <div key={index} className="fact">
          <dt>{term}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
