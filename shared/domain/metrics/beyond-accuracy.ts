import type { MetricDefinition } from '../metric.ts';

/** What lists are beside accurate: how much of the catalogue they reach, how new, different and fair they are. */
export const beyondAccuracyMetrics: readonly MetricDefinition[] = [
  {
    name: 'coverage',
    title: 'Item coverage',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'Share of the catalogue that is in at least one list of K.',
  },
  {
    name: 'user_coverage',
    title: 'User coverage',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'Share of evaluated users with a non-empty list.',
  },
  {
    name: 'novelty',
    title: 'Novelty',
    direction: 'max',
    perUser: true,
    atK: true,
    unit: 'bits',
    definition:
      'Mean over the list of −log2(share of training users who have the item); items without training users are skipped, users without a value are left out of the mean.',
  },
  {
    name: 'diversity',
    title: 'Diversity (ILD)',
    direction: 'max',
    perUser: true,
    atK: true,
    definition:
      'Mean over pairs in a list of 1 − cosine of the two items as sets of training users; an item without any is unlike every other. Lists of fewer than two items have no value. On large data a fixed random sample of users is measured, the same in every run on that data.',
  },
  {
    name: 'personalisation',
    title: 'Personalisation',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'One minus the mean over pairs of evaluated users of the items that their lists share, divided by K.',
  },
  {
    name: 'gini',
    title: 'Gini of exposure',
    direction: 'min',
    perUser: false,
    atK: true,
    definition:
      'Concentration of recommendations over the whole catalogue of n items, Σ (2i − n − 1) c(i) / (n Σc) with c(i) ascending counts of lists: 0 even, 1 all on one item.',
  },
  {
    name: 'entropy',
    title: 'Entropy',
    direction: 'max',
    perUser: false,
    atK: true,
    unit: 'bits',
    definition: 'Shannon entropy (base 2) of the items’ shares of all recommendations.',
  },
  {
    name: 'herfindahl',
    title: 'Herfindahl diversity',
    direction: 'max',
    perUser: false,
    atK: true,
    definition: 'One minus the sum of squared shares of all recommendations.',
  },
  {
    name: 'arp',
    title: 'Average popularity',
    direction: 'min',
    perUser: true,
    atK: true,
    definition: 'Mean over users of the mean number of training users of the listed items; empty lists are left out.',
  },
  {
    name: 'tail_share',
    title: 'Long-tail share',
    direction: 'max',
    perUser: true,
    atK: true,
    definition:
      'Share of the list outside the head, the fewest most popular items that hold 80 % of training interactions (APLT); empty lists are left out.',
  },
  {
    name: 'aclt',
    title: 'Long-tail items',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: 'Number of listed items outside the head (ACLT); see long-tail share.',
  },
  {
    name: 'popularity_lift',
    title: 'Popularity lift',
    direction: 'none',
    perUser: true,
    atK: true,
    definition:
      'Relative difference of the list’s mean popularity from that of the user’s own training items; 0 is neutral. Users without training items or list are left out.',
  },
  {
    name: 'miscalibration',
    title: 'Miscalibration',
    direction: 'min',
    perUser: true,
    atK: true,
    definition:
      'Kullback–Leibler divergence, in nats, of the list’s categories from those of the user’s training items of positive weight (Steck 2018), with 1 % of the latter mixed into the list. Each item spreads 1 over its categories. Users whose items or list have no categories are left out; only for data with categories of items.',
  },
  {
    name: 'serendipity',
    title: 'Serendipity',
    direction: 'max',
    perUser: true,
    atK: true,
    definition: 'Listed items that are held out and not among the K most popular candidates of the user, divided by K.',
  },
  {
    name: 'epc',
    title: 'Popularity complement (EPC)',
    direction: 'max',
    perUser: true,
    atK: true,
    definition:
      'Expected popularity complement: discounted sum over listed held-out items of 1 − share of training users who have the item, divided by the sum of the discounts of K ranks.',
  },
  {
    name: 'efd',
    title: 'Free discovery (EFD)',
    direction: 'max',
    perUser: true,
    atK: true,
    unit: 'bits',
    definition:
      'Expected free discovery: as the popularity complement, with −log2 of the item’s share of training interactions; items without any add nothing.',
  },
  {
    name: 'pop_rsp',
    title: 'Popularity bias (RSP)',
    direction: 'min',
    perUser: false,
    atK: true,
    definition:
      'Standard deviation divided by mean, over head and long tail, of the share of unseen user–item pairs that are recommended; 0 treats both alike.',
  },
  {
    name: 'pop_reo',
    title: 'Popularity bias (REO)',
    direction: 'min',
    perUser: false,
    atK: true,
    definition:
      'Standard deviation divided by mean, over head and long tail, of the share of held-out user–item pairs that are recommended; 0 treats both alike.',
  },
];
