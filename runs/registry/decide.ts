import { KindredError } from '#shared/api/errors.ts';
import type { Gate, ModelVersion } from '#shared/domain/model-version.ts';

/**
 * Whether a version may go live.
 * @param reason  why it shall although a gate says no
 * @returns the reason where it was needed; null where every gate says yes, for then nothing was overridden
 * @throws KindredError conflict that names the gates which say no
 */
export function decide({ model, version }: ModelVersion, gates: readonly Gate[], reason?: string): string | null {
  const failed = gates.filter(({ ok }) => !ok);
  if (failed.length === 0) return null;
  if (reason !== undefined) return reason;
  const found = failed.map(({ title, detail }) => `"${title}": ${detail}`).join(' ');
  const count = failed.length === 1 ? 'A gate says' : `${failed.length} gates say`;
  throw new KindredError(
    'conflict',
    `Version ${version} of "${model}" was not promoted. ${count} no: ${found} Promote it all the same with a reason of at least 10 characters, which the history keeps.`,
    { details: { gates } },
  );
}
