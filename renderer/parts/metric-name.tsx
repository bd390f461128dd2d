import { Tooltip } from '@mantine/core';
import { metricHelp, metricTitle } from './metric-text.ts';
import './metric-name.css';

/** A metric's title; its definition opens on hover and on focus. */
export function MetricName({ metric, title = metricTitle(metric) }: { metric: string; title?: string }) {
  return (
    <Tooltip label={metricHelp(metric)}>
      <button type="button" className="metric-name" aria-label={`${title}: ${metricHelp(metric)}`}>
        {title}
      </button>
    </Tooltip>
  );
}
