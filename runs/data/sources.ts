import { KindredError } from '#shared/api/errors.ts';
import { withoutPasswords } from '#shared/domain/connection-url.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { fileSource } from './file.ts';
import { postgresSource } from './postgres.ts';
import type { Source } from './source.ts';
import { syntheticFeed } from './synthetic-feed.ts';
import { syntheticGroups } from './synthetic-groups.ts';

/** Every kind of place that interactions can come from. */
export const sources: readonly Source[] = [syntheticGroups, syntheticFeed, fileSource, postgresSource];

/** What stands behind a scheme, for people. */
const behind: Readonly<Record<string, string>> = { file: 'PATH', postgres: 'URL' };

/**
 * The source of an address, and what stands behind its scheme. The address of a database is one even without `postgres:` in front.
 * @throws KindredError invalid_input naming the known schemes
 */
export function findSource(address: string): { source: Source; rest: string } {
  if (/^postgres(ql)?:\/\//i.test(address)) return { source: postgresSource, rest: address };
  const source = sources.find(({ scheme }) => address === scheme || address.startsWith(`${scheme}:`));
  if (source) return { source, rest: address.slice(source.scheme.length + 1) };
  const schemes = sources.map(({ scheme }) => scheme);
  const forms = schemes.map((scheme) => (behind[scheme] === undefined ? scheme : `${scheme}:${behind[scheme]}`));
  const known = `Sources are ${forms.slice(0, -1).join(', ')} and ${forms.at(-1)}.`;
  const looksLikePath = /[./\\]/.test(address) && !/^[a-z]+:/.test(address);
  const [kind = '', detail = ''] = address.split(':');
  const nearest = didYouMean(`${kind}:${detail}`, schemes) || didYouMean(kind, schemes);
  const hint = looksLikePath ? ` Did you mean "file:${address}"?` : nearest;
  throw new KindredError('invalid_input', `There is no source "${withoutPasswords(address)}".${hint} ${known}`, {
    details: { schemes },
  });
}
