import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { recordStep } from '../../core/undo.ts';

/** A version that a draft came from. `fork` says that it became a draft of its own. */
const Origin = z.object({ id: z.string(), name: z.string(), version: z.int(), fork: z.boolean() });

const Draft = z.object({ name: z.string(), recipe: GroupsRecipe, origin: Origin.nullable() });

/** What is edited: a name, a recipe, and where it came from. */
export type Draft = z.infer<typeof Draft>;

const key = 'kindred.studio';
/** Milliseconds of rest after which typing or dragging counts as one step. */
const rest = 800;

const sample: Draft = { name: 'my-groups', recipe: groupsPresets['six-groups'], origin: null };

let draft: Draft = read();
/** The draft before the change that is under way. */
let open: { title: string; before: Draft; timer: ReturnType<typeof setTimeout> | undefined } | null = null;
const listeners = new Set<() => void>();

/** The draft survives a reload; one that a newer recipe cannot be read from is let go. */
function read(): Draft {
  try {
    return Draft.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return sample;
  }
}

function put(next: Draft): void {
  draft = next;
  localStorage.setItem(key, JSON.stringify(next));
  for (const listener of listeners) listener();
}

/**
 * Changes the draft. What follows under the same title before it is settled is one step for undo: the keys of a number, the way of a
 * slider.
 */
export function editDraft(title: string, change: (draft: Draft) => Draft): void {
  beginStep(title, rest);
  put(change(draft));
}

/** Begins a step that lasts until the pointer is let go of, wherever that is and however long it rests. */
export function holdStep(title: string): void {
  beginStep(title, null);
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, settleDraft, { once: true });
}

/** @param rest  milliseconds after which the step ends by itself; null where it is held. A step that is held stays so. */
function beginStep(title: string, rest: number | null): void {
  if (open?.title !== title) settleDraft();
  const isHeld = rest === null || (open !== null && open.timer === undefined);
  const before = open?.before ?? draft;
  clearTimeout(open?.timer);
  open = { title, before, timer: isHeld ? undefined : setTimeout(settleDraft, rest) };
}

/** Ends the change that is under way. */
export function settleDraft(): void {
  if (!open) return;
  const { title, before, timer } = open;
  clearTimeout(timer);
  open = null;
  const after = draft;
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  recordStep({ title, undo: () => restore(before), redo: () => restore(after) });
}

function restore(to: Draft): void {
  settleDraft();
  put(to);
}

/** As `editDraft`, as a step of its own. */
export function changeDraft(title: string, change: (draft: Draft) => Draft): void {
  settleDraft();
  editDraft(title, change);
  settleDraft();
}

export const editRecipe = (title: string, change: (recipe: GroupsRecipe) => GroupsRecipe): void =>
  editDraft(title, (now) => ({ ...now, recipe: change(now.recipe) }));

export const currentDraft = (): Draft => draft;

export function useDraft(): Draft {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, currentDraft);
}
