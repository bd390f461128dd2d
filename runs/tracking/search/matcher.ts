import { LRUCache } from 'lru-cache';
import { compileRegex, regexReach } from '#shared/domain/search/check-regex.ts';

/** SQLite's side of `/pattern/`: 1 where the beginning of the text matches, else 0. Patterns were checked when they were read. */
export function createMatcher(): (pattern: unknown, text: unknown) => number {
  const compiled = new LRUCache<string, RegExp>({ max: 20 });
  return (pattern, text) => {
    if (typeof pattern !== 'string' || typeof text !== 'string') return 0;
    let regex = compiled.get(pattern);
    if (!regex) compiled.set(pattern, (regex = compileRegex(pattern)));
    return regex.test(text.slice(0, regexReach)) ? 1 : 0;
  };
}
