import { z } from 'zod';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';

/** One step of `EXPLAIN (FORMAT JSON, VERBOSE)`, as far as it is used. */
export type PlanNode = {
  'Node Type': string;
  'Startup Cost': number;
  'Total Cost': number;
  'Plan Rows': number;
  'Plan Width': number;
  Strategy?: string | undefined;
  'Join Type'?: string | undefined;
  'Relation Name'?: string | undefined;
  Schema?: string | undefined;
  'Index Name'?: string | undefined;
  Plans?: PlanNode[] | undefined;
};

const cost = z.number();
const text = z.string().optional();

export const PlanNode: z.ZodType<PlanNode> = z.object({
  'Node Type': z.string(),
  'Startup Cost': cost,
  'Total Cost': cost,
  'Plan Rows': cost,
  'Plan Width': cost,
  Strategy: text,
  'Join Type': text,
  'Relation Name': text,
  Schema: text,
  'Index Name': text,
  get Plans() {
    return z.array(PlanNode).optional();
  },
});

/** What the statement server calls the pieces of a plan. */
const joins = new Set(['Nested Loop', 'Hash Join', 'Merge Join']);
const seqScans = new Set(['Seq Scan', 'Sample Scan']);
const indexScans = new Set(['Index Scan', 'Index Only Scan', 'Bitmap Index Scan']);
const sortsAndAggregates = new Set(['Sort', 'Incremental Sort', 'Aggregate', 'Group', 'WindowAgg', 'Unique', 'SetOp']);

/** Features that a plan alone says, by name. */
export type PlanFeatures = {
  plan_cost: number;
  estimated_bytes: number;
  joins: number;
  seq_scans: number;
  index_scans: number;
  sorts_aggregates: number;
  planned_temp_bytes: number;
};

/** @param workMemBytes what a sort, and @param hashMemBytes what a hash may hold before it goes to temporary files */
export function planFeatures(root: PlanNode, workMemBytes: number, hashMemBytes: number): PlanFeatures {
  const nodes = nodesOf(root).map(({ node }) => node);
  const count = (kinds: ReadonlySet<string>) => nodes.filter((node) => kinds.has(node['Node Type'])).length;
  return {
    plan_cost: root['Total Cost'],
    estimated_bytes: nodes.reduce((sum, node) => sum + bytesOf(node), 0),
    joins: count(joins),
    seq_scans: count(seqScans),
    index_scans: count(indexScans),
    sorts_aggregates: count(sortsAndAggregates),
    planned_temp_bytes: nodes.reduce((sum, node) => sum + spilled(node, workMemBytes, hashMemBytes), 0),
  };
}

/** The steps of a plan for people, outermost first. */
export const planSteps = (root: PlanNode): QueryPlan['steps'] =>
  nodesOf(root).map(({ node, depth }) => ({
    depth,
    text: stepText(node),
    cost: node['Total Cost'],
    rows: node['Plan Rows'],
    width: node['Plan Width'],
  }));

/** Different tables that a plan reads, with their schemas. */
export function planRelations(root: PlanNode): { schema: string; name: string }[] {
  const found = new Map<string, { schema: string; name: string }>();
  for (const { node } of nodesOf(root)) {
    const { Schema: schema, 'Relation Name': name } = node;
    if (schema !== undefined && name !== undefined) found.set(JSON.stringify([schema, name]), { schema, name });
  }
  return [...found.values()];
}

/** Every step with its depth, a step before those that it takes its rows from. */
function nodesOf(node: PlanNode, depth = 0): { node: PlanNode; depth: number }[] {
  return [{ node, depth }, ...(node.Plans ?? []).flatMap((child) => nodesOf(child, depth + 1))];
}

/** What a step hands on, as the planner estimates it. */
const bytesOf = (node: PlanNode): number => node['Plan Rows'] * node['Plan Width'];

/** What a step is estimated to hold beyond the memory that it may use. */
function spilled(node: PlanNode, workMemBytes: number, hashMemBytes: number): number {
  switch (node['Node Type']) {
    case 'Sort':
    case 'Materialize':
      return Math.max(0, bytesOf(node) - workMemBytes);
    case 'Hash':
      return Math.max(0, bytesOf(node) - hashMemBytes);
    case 'Aggregate':
      return node.Strategy === 'Hashed' || node.Strategy === 'Mixed' ? Math.max(0, bytesOf(node) - hashMemBytes) : 0;
    default:
      return 0;
  }
}

function stepText(node: PlanNode): string {
  const join = node['Join Type'];
  const kind = join !== undefined && join !== 'Inner' ? `${node['Node Type']} (${join})` : node['Node Type'];
  const how = node['Strategy'] === undefined || node['Strategy'] === 'Plain' ? '' : ` (${node['Strategy']})`;
  const on = node['Relation Name'] === undefined ? '' : ` on ${node['Relation Name']}`;
  const index = node['Index Name'] === undefined ? '' : ` using ${node['Index Name']}`;
  return `${kind}${how}${index}${on}`;
}
