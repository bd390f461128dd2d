import type { MetricDefinition } from '../metric.ts';

/** How many users and interactions the other metrics are of. */
export const evaluatedMetrics: readonly MetricDefinition[] = [
  {
    name: 'n_users_evaluated',
    title: 'Users evaluated',
    direction: 'none',
    perUser: false,
    atK: false,
    definition: 'Users with at least one held-out item of positive weight; all means are over them.',
  },
  {
    name: 'n_unknown_items',
    title: 'Unknown items held out',
    direction: 'none',
    perUser: false,
    atK: false,
    definition:
      'Held-out interactions with an item that nobody has in train. They stay in the denominators, unless the param unknown_items says drop.',
  },
  {
    name: 'n_unknown_users',
    title: 'Unknown users',
    direction: 'none',
    perUser: false,
    atK: false,
    definition:
      'Users with held-out but without training interactions. The cold-start policy answers for them, unless the param unknown_users says skip.',
  },
];
