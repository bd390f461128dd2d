import { z } from 'zod';
import type { Session } from './session.ts';

const Plan = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })).min(1) });

/** Rows that the planner expects, for any kind of relation; null where it gives none. @param from what stands after FROM */
export async function estimateRows(session: Session, from: string): Promise<number | null> {
  const [answer] = await session.ask(Plan, 'estimating the rows', `explain (format json) select 1 from ${from}`);
  return answer?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? null;
}
