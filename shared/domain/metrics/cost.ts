import type { MetricDefinition } from '../metric.ts';

/** What a run cost, whatever its model is worth. */
export const costMetrics: readonly MetricDefinition[] = [
  {
    name: 'train_ms',
    title: 'Training time',
    direction: 'min',
    perUser: false,
    atK: false,
    unit: 'ms',
    definition: 'Wall time of training, from a monotonic clock.',
  },
  {
    name: 'evaluate_ms',
    title: 'Evaluation time',
    direction: 'min',
    perUser: false,
    atK: false,
    unit: 'ms',
    definition: 'Wall time of evaluation.',
  },
  {
    name: 'memory_bytes',
    title: 'Memory',
    direction: 'min',
    perUser: false,
    atK: false,
    unit: 'bytes',
    definition: 'Memory estimated for training before it started.',
  },
];
