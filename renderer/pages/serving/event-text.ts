import type { RegistryEvent } from '#shared/domain/model-version.ts';

/** A line of the history in a sentence. */
export function eventText({ kind, version, from_version: from, alias }: RegistryEvent): string {
  const replaced = from === null || from === version ? '' : ` in place of v${from}`;
  switch (kind) {
    case 'registered':
      return `v${version} was registered`;
    case 'promoted':
      return `v${version} became live${replaced}`;
    case 'rolled_back':
      return `Rolled back to v${version}${from === null ? '' : ` from v${from}`}`;
    case 'alias_set':
      return `v${version} became ${alias}${replaced}`;
    case 'alias_removed':
      return `v${version} is no longer ${alias}`;
  }
}
