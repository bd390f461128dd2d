import type { QueryBundle } from '#runs/bundle/query-bundle.ts';
import { restoreQueryModel } from '#runs/performance/restore-bundle.ts';
import type { SmokeAnswer } from './smoke-call.ts';

/** Loads the model as a server would; loading compares its answers with those of its registration. @throws KindredError where they differ */
export function querySmokeCall(bundle: QueryBundle): SmokeAnswer {
  restoreQueryModel(bundle);
  const { examples } = bundle.manifest;
  return { ok: true, detail: `${examples + 1} queries were asked for and got the times of the registration.` };
}
