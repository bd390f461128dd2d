import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { Dataset, DatasetCheck } from '#shared/domain/dataset.ts';
import { formatPercent } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import './checks.css';

/** Above this, a split by users learns mostly from the time after what it is tested on. */
const muchLeakage = 0.2;

const titles: Record<DatasetCheck['name'], string> = {
  shape: 'Shape',
  types: 'Types',
  NaN: 'NaN',
  infinity: 'Infinity',
  weights: 'Weights',
  times: 'Times',
  'rows left out': 'Rows left out',
  users: 'Cold users',
};

/** What was looked at when the version was made, and what a split by users would see of the future. */
export function Checks({ profile }: Pick<Dataset, 'profile'>) {
  const { checks, leakage } = profile;
  const looksAhead = leakage !== null && leakage > muchLeakage ? 1 : 0;
  const warnings = looksAhead + (checks ?? []).filter(({ state }) => state === 'warning').length;
  return (
    <section aria-label="Validation">
      <h3>Validation</h3>
      {checks === null ? (
        <p className="muted">This version was made before data was validated. Make it again to have it checked.</p>
      ) : (
        <>
          <p className="muted">{warnings === 0 ? 'Nothing stands out.' : `${plural(warnings, 'thing')} to know.`}</p>
          <ul className="checks">
            {checks.map(({ name, state, sentence }) => (
              <Check key={name} title={titles[name]} isGood={state === 'ok'} sentence={sentence} />
            ))}
            {leakage !== null && (
              <Check title="Look-ahead" isGood={leakage <= muchLeakage} sentence={leakageText(leakage)} />
            )}
          </ul>
        </>
      )}
    </section>
  );
}

function leakageText(leakage: number): string {
  const found = `${formatPercent(leakage)} of users’ last interactions are older than the newest of the others’`;
  if (leakage <= muchLeakage) return `${found}.`;
  return `${found}: a split by users would learn from what came later, so prefer the split by time.`;
}

function Check({ title, isGood, sentence }: { title: string; isGood: boolean; sentence: string }) {
  return (
    <li>
      {isGood ? (
        <IconCheck size={15} className="good" aria-hidden />
      ) : (
        <IconAlertTriangle size={15} className="warn" aria-hidden />
      )}
      <span>
        <span className="hidden-text">{isGood ? 'Good: ' : 'Note: '}</span>
        {title}
      </span>
      <span className="muted">{sentence}</span>
    </li>
  );
}
