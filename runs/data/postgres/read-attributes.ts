import { membershipOf } from '../membership.ts';
import { isoToMs } from '../files/time-reader.ts';
import type { Vocabulary } from '../interactions.ts';
import type { Attributes, ReadContext } from '../source.ts';
import type { AttributePlan } from './attribute-plan.ts';
import { createRowReader } from './binary-row.ts';
import { copyOut } from './copy-out.ts';
import type { Session } from './session.ts';

/**
 * What a table says of the users or items that occur in the interactions; others are passed over.
 * @param plans one for what each row says, or several whose rows add up, as titles and their genres
 */
export async function readAttributes(
  session: Session,
  plans: readonly AttributePlan[],
  ids: Vocabulary,
  timeoutMs: number,
  context: ReadContext,
): Promise<Attributes | null> {
  const known = createAttributes(ids);
  for (const plan of plans) {
    const phase = `reading ${plan.label}`;
    const reader = createRowReader(4);
    const { starts, lengths } = reader;
    context.onProgress(`Reading ${plan.label}`, 0, 1);
    await copyOut(
      session,
      `copy (${plan.select}) to stdout (format binary)`,
      (message) => {
        if (!reader.read(message)) return;
        const bytes = message instanceof Buffer ? message : Buffer.from(message);
        const textOf = (field: number) =>
          lengths[field]! < 0 ? null : bytes.toString('utf8', starts[field], starts[field]! + lengths[field]!);
        known.add(plan, textOf);
      },
      { phase, firstRowMs: timeoutMs, shouldStop: context.shouldStop },
    );
    context.onProgress(`Reading ${plan.label}`, 1, 1);
  }
  return known.finish();
}

function createAttributes(ids: Vocabulary) {
  const names = Array.from<string | null>({ length: ids.size }).fill(null);
  const createdAt = new Float64Array(ids.size).fill(NaN);
  const categories = new Map<string, number>();
  const ofId = new Map<number, Set<number>>();
  const isKnown = { name: false, created: false };

  function placeOf(category: string): number {
    const place = categories.get(category) ?? categories.size;
    categories.set(category, place);
    return place;
  }

  function addCategories(index: number, list: readonly string[]): void {
    const places = ofId.get(index) ?? new Set();
    ofId.set(index, places);
    for (const category of list) places.add(placeOf(category));
  }

  return {
    add({ split }: AttributePlan, textOf: (field: number) => string | null): void {
      const id = textOf(0);
      const index = id === null ? -1 : ids.indexOf(id);
      if (index < 0) return;
      const [name, created, list] = [textOf(1), textOf(2), textOf(3)];
      if (name !== null) names[index] = name;
      isKnown.name ||= name !== null;
      const time = created === null ? NaN : timeOf(created);
      if (!Number.isNaN(time)) createdAt[index] = time;
      isKnown.created ||= !Number.isNaN(time);
      if (list !== null) addCategories(index, split(list));
    },
    finish(): Attributes | null {
      if (!isKnown.name && !isKnown.created && categories.size === 0) return null;
      return {
        names: isKnown.name ? names : null,
        createdAt: isKnown.created ? createdAt : null,
        categories: categories.size === 0 ? null : inOrder(ids.size, categories, ofId),
      };
    },
  };
}

/** Categories in order of their code units. */
function inOrder(rows: number, places: ReadonlyMap<string, number>, ofId: ReadonlyMap<number, ReadonlySet<number>>) {
  const names = [...places.keys()].sort();
  const rank = new Int32Array(names.length);
  names.forEach((name, index) => (rank[places.get(name)!] = index));
  const members = Array.from({ length: rows }, (_, row) =>
    [...(ofId.get(row) ?? [])].map((place) => rank[place]!).sort((a, b) => a - b),
  );
  return { names, membership: membershipOf(members, names.length) };
}

/** A year, a time in ISO 8601, or milliseconds since 1970. */
function timeOf(text: string): number {
  if (/^[12]\d{3}$/.test(text)) return Date.UTC(Number(text), 0, 1);
  return /^-?\d+$/.test(text) ? Number(text) : isoToMs(text);
}
