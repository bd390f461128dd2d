import { useSyncExternalStore } from 'react';
import type { AppEvent } from '#shared/api/api.ts';

/** One line of what the core did while this window was open. */
export type Happening = { id: number; at: number; text: string };

const maxKept = 300;
let lines: readonly Happening[] = [];
let count = 0;
const listeners = new Set<() => void>();
const reached = new Map<string, string>();

/** Adds what an event means to a reader; most progress is no news. */
export function recordEvent(event: AppEvent): void {
  const text = textOf(event);
  if (text === null) return;
  lines = [{ id: ++count, at: Date.now(), text }, ...lines].slice(0, maxKept);
  for (const listener of listeners) listener();
}

/** A thing that reached another state: told once, however often it is reported. */
function once(key: string, state: string, text: string): string | null {
  if (reached.get(key) === state) return null;
  reached.set(key, state);
  return text;
}

function textOf(event: AppEvent): string | null {
  switch (event.type) {
    case 'run.changed': {
      const { id, number, name, status, error } = event.run;
      return once(id, status, `Run ${number} ${name} is ${status.toLowerCase()}${error ? `: ${error}` : ''}`);
    }
    case 'dataset.progress':
      return once(`dataset ${event.name}`, event.stage, `Dataset ${event.name}: ${event.stage}`);
    case 'dataset.changed':
    case 'queryDataset.changed':
      return `Dataset ${event.dataset.name} v${event.dataset.version} is stored`;
    case 'dataset.ended':
      reached.delete(`dataset ${event.name}`);
      return event.error === null ? null : `Dataset ${event.name}: ${event.error}`;
    case 'dataset.warning':
      return `Dataset ${event.name}: ${event.message}`;
    case 'model.changed':
      return `Model ${event.model} v${event.event.version}: ${event.event.kind.replace('_', ' ')}`;
    case 'serving.changed':
      return once('serving', event.status.state, `The serving API is ${event.status.state}`);
    case 'resync':
      return 'Connected to Kindred again';
    default:
      return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The newest first. */
export const useHappenings = (): readonly Happening[] => useSyncExternalStore(subscribe, () => lines);
