import { describe, expect, it } from 'vitest';
import { PlanNode, planFeatures, planRelations, planSteps } from '#runs/performance/postgres/plan-features.ts';

/** A step of a plan; rows and width of 10 unless said. */
const node = (kind: string, more: Partial<PlanNode> = {}): PlanNode => ({
  'Node Type': kind,
  'Startup Cost': 1,
  'Total Cost': 5,
  'Plan Rows': 10,
  'Plan Width': 10,
  ...more,
});

const scan = (name: string, kind = 'Seq Scan') => node(kind, { 'Relation Name': name, Schema: 'public' });

describe('features of a plan', () => {
  const plan = node('Sort', {
    'Total Cost': 1234.5,
    Plans: [
      node('Aggregate', {
        Strategy: 'Hashed',
        Plans: [
          node('Hash Join', {
            'Join Type': 'Left',
            Plans: [
              scan('orders'),
              node('Hash', {
                Plans: [
                  node('Bitmap Heap Scan', {
                    'Relation Name': 'items',
                    Schema: 'public',
                    Plans: [node('Bitmap Index Scan', { 'Index Name': 'items_at' })],
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
    ],
  });

  it('count its steps', () => {
    expect(planFeatures(plan, 1e6, 1e6)).toEqual({
      plan_cost: 1234.5,
      estimated_bytes: 7 * 100,
      joins: 1,
      seq_scans: 1,
      index_scans: 1,
      sorts_aggregates: 2,
      planned_temp_bytes: 0,
    });
  });

  it('count what sorts, hashes and hashed aggregates hold beyond their memory', () => {
    // Sort 100 − 30; aggregate and hash 100 − 60 each.
    expect(planFeatures(plan, 30, 60).planned_temp_bytes).toBe(70 + 40 + 40);
    expect(planFeatures(node('Aggregate', { Strategy: 'Sorted' }), 1, 1).planned_temp_bytes).toBe(0);
    expect(planFeatures(node('Materialize'), 1, 1).planned_temp_bytes).toBe(99);
  });

  it.each([
    ['Nested Loop', { joins: 1 }],
    ['Merge Join', { joins: 1 }],
    ['Sample Scan', { seq_scans: 1 }],
    ['Index Scan', { index_scans: 1 }],
    ['Index Only Scan', { index_scans: 1 }],
    ['Incremental Sort', { sorts_aggregates: 1 }],
    ['Group', { sorts_aggregates: 1 }],
    ['WindowAgg', { sorts_aggregates: 1 }],
    ['Unique', { sorts_aggregates: 1 }],
    ['SetOp', { sorts_aggregates: 1 }],
    ['Function Scan', { joins: 0, seq_scans: 0, index_scans: 0, sorts_aggregates: 0 }],
  ])('know a %s', (kind, expected) => {
    expect(planFeatures(node(kind), 1e9, 1e9)).toMatchObject(expected);
  });

  it('name each table once, in every schema it is in', () => {
    const twice = node('Append', {
      Plans: [scan('a'), scan('a'), node('Seq Scan', { 'Relation Name': 'a', Schema: 'other' }), node('Result')],
    });
    expect(planRelations(twice)).toEqual([
      { schema: 'public', name: 'a' },
      { schema: 'other', name: 'a' },
    ]);
  });

  it('are told for people from the outside in', () => {
    expect(planSteps(plan).map(({ depth, text }) => `${depth} ${text}`)).toEqual([
      '0 Sort',
      '1 Aggregate (Hashed)',
      '2 Hash Join (Left)',
      '3 Seq Scan on orders',
      '3 Hash',
      '4 Bitmap Heap Scan on items',
      '5 Bitmap Index Scan using items_at',
    ]);
  });

  it('are refused of what is no plan', () => {
    expect(PlanNode.safeParse({ 'Node Type': 'Sort' }).success).toBe(false);
    expect(PlanNode.safeParse({ ...plan, Plans: [{ 'Node Type': 'x' }] }).success).toBe(false);
  });
});
