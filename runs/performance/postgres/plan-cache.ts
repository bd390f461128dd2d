import { KindredError } from '#shared/api/errors.ts';
import type { Session } from '#runs/data/postgres/session.ts';
import { explainSelect, type Explanation, type PlannerMemory } from './explain.ts';
import { attempt } from './read-only.ts';

/** What the planner says of a statement, or why it says nothing. */
export type Planned = { explanation: Explanation } | { problem: string };

/** Explains every statement once. A statement that cannot be planned keeps the reason; whatever else fails is thrown. */
export function createPlanCache() {
  const known = new Map<string, Planned>();
  return async (session: Session, memory: PlannerMemory, query: string): Promise<Planned> => {
    const before = known.get(query);
    if (before) return before;
    const planned = await plan(session, memory, query);
    known.set(query, planned);
    return planned;
  };
}

async function plan(session: Session, memory: PlannerMemory, query: string): Promise<Planned> {
  try {
    return { explanation: await attempt(session, () => explainSelect(session, query, memory)) };
  } catch (error) {
    if (error instanceof KindredError && (error.code === 'invalid_input' || error.code === 'forbidden')) {
      return { problem: error.message };
    }
    throw error;
  }
}
