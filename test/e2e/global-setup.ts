import { ensureBuilt } from '../support/built-app.ts';

export default function setup(): void {
  ensureBuilt();
}
