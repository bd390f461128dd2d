import type { ServingState, ServingStatus } from '#shared/domain/serving.ts';

export type Tone = 'good' | 'bad' | 'warn' | 'muted';

const words: Record<ServingState, { word: string; tone: Tone }> = {
  stopped: { word: 'Stopped', tone: 'muted' },
  starting: { word: 'Starting…', tone: 'warn' },
  running: { word: 'Healthy', tone: 'good' },
  stopping: { word: 'Stopping…', tone: 'warn' },
  failed: { word: 'Failed', tone: 'bad' },
};

/** The state of the API in a word; running is not healthy before it is ready. */
export function apiWord({ state, ready }: Pick<ServingStatus, 'state' | 'ready'>): { word: string; tone: Tone } {
  return state === 'running' && !ready ? { word: 'Not ready', tone: 'warn' } : words[state];
}

/** Milliseconds with as many digits as help: 0.42, 3.8, 120. */
export function formatMs(ms: number | null): string {
  if (ms === null) return '–';
  return `${ms.toFixed(ms < 1 ? 2 : ms < 100 ? 1 : 0)} ms`;
}
