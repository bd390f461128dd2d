import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import { scrollable } from '../../../components/scrollable.ts';
import { formatBytes } from '../../../text/bytes.ts';
import { formatFigure } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';

/** What the planner means to do, and with which tables. */
export function PlanSteps({ plan: { steps, relations, warnings } }: { plan: QueryPlan }) {
  return (
    <section aria-label="Plan">
      <h3>Plan</h3>
      <section className="query-scroll" {...scrollable('Steps of the plan')}>
        <ol className="plan-steps">
          {steps.map(({ depth, text, cost, rows }, at) => (
            <li key={at} style={{ paddingInlineStart: `${depth * 1.2}em` }}>
              <code>{text}</code>{' '}
              <span className="muted small num">
                cost {formatFigure(cost)}, {plural(rows, 'row')}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <p className="muted small">
        Reads {relations.map(({ name, bytes }) => `${name} (${formatBytes(bytes)})`).join(', ') || 'no table'}.
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="warn small">
          {warning}
        </p>
      ))}
    </section>
  );
}
