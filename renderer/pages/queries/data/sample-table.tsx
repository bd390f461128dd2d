import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { QuerySample } from '#shared/domain/query-dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Choice } from '../../../components/choice.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { SqlText } from '../../../components/sql-text.tsx';
import { useCall } from '../../../core/use-call.ts';
import { formatDuration } from '../../../text/duration.ts';
import { formatCount, formatFigure } from '../../../text/number.ts';
import { formatShortTime } from '../../../text/time.ts';

const orders = [
  { value: 'execution_ms', label: 'slowest first' },
  { value: 'plan_cost', label: 'costliest plan first' },
  { value: 'sampled_at', label: 'newest first' },
] as const;
type Order = (typeof orders)[number]['value'];

const shown = 50;
const rest = 200;

/** The samples of a version: searched, in one order or another. */
export function SampleTable({ dataset }: { dataset: string }) {
  const [typed, setTyped] = useState('');
  const [order, setOrder] = useState<Order>('execution_ms');
  const [text] = useDebouncedValue(typed.trim(), rest);
  const page = useCall(
    'performance.samples',
    { dataset, text, order_by: order, limit: shown },
    { placeholderData: (before) => before },
  );
  return (
    <section>
      <div className="data-recipe-head">
        <h3 id="query-samples">Samples</h3>
        <div className="tab-tools">
          <Choice<Order> label="In order" value={order} options={orders} onChange={setOrder} />
          <TextInput
            aria-label="Find a query"
            placeholder="Find a query"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
      </div>
      <Answer query={page} what="the samples">
        {({ samples, total }) => (
          <>
            <section className="query-scroll" {...scrollable('Samples of the version')}>
              <table className="plain-table" aria-labelledby="query-samples">
                <PlainHead
                  of={['Query', { end: 'Time' }, { end: 'Calls' }, { end: 'Plan cost' }, { end: 'Sampled' }]}
                />
                <tbody>
                  {samples.map((sample, at) => (
                    <Sample key={at} sample={sample} />
                  ))}
                </tbody>
              </table>
            </section>
            <p className="muted small">
              {total === 0
                ? 'No query has this text.'
                : `${formatCount(samples.length)} of ${formatCount(total)} samples.`}
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}

const Sample = ({ sample: { query, execution_ms, calls, features, sampled_at } }: { sample: QuerySample }) => (
  <tr>
    <th scope="row">
      <SqlText text={query} />
    </th>
    <td className="num end" title={String(execution_ms)}>
      {formatDuration(execution_ms)}
    </td>
    <td className="num end">{calls === null ? '–' : formatCount(calls)}</td>
    <td className="num end">{features.plan_cost === null ? '–' : formatFigure(features.plan_cost)}</td>
    <td className="num end muted">{sampled_at === null ? '–' : formatShortTime(sampled_at)}</td>
  </tr>
);
