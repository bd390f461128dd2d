import type { Tone } from './api-state.ts';
import './api-dot.css';

/** The state of the API at a glance; its word stands beside it. */
export function ApiDot({ tone }: { tone: Tone }) {
  return <span className="api-dot" data-tone={tone} aria-hidden />;
}
