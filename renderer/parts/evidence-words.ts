import type { Evidence } from '#shared/domain/model-version.ts';

/** The sentence of a comparison with its letters as versions: who promotes has not seen which run was A, and which B. */
export const evidenceWords = ({ summary, against }: Evidence, { version }: { version: number }): string =>
  summary.replaceAll(/\bA \(/g, `v${against.version} (`).replaceAll(/\bB \(/g, `v${version} (`);
