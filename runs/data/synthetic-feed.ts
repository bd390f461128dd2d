import { KindredError } from '#shared/api/errors.ts';
import { FeedOptions } from './feed/feed-options.ts';
import { generateFeed } from './feed/generate-feed.ts';
import type { Source } from './source.ts';

/** `synthetic:feed`: a feed as products have it (SPEC 3.5b), whose types, times and details fit the Postgres schema of SPEC 3.1. */
export const syntheticFeed: Source<typeof FeedOptions> = {
  scheme: 'synthetic:feed',
  title: 'Synthetic feed',
  description:
    'Users who view, click, like and share posts over some weeks: few posts get most of the attention (Zipf–Mandelbrot), few users do most of it (log-normal), ' +
    'in sessions, by taste. With names, texts and topics. Equal options and seed give equal bytes.',
  options: FeedOptions,
  async read(rest, chosen, context) {
    if (rest !== '') {
      throw new KindredError('invalid_input', `synthetic:feed takes nothing behind it; leave out ":${rest}".`);
    }
    const options = { ...chosen, end: chosen.end === 'today' ? today() : chosen.end };
    if (options.interactions < options.users) {
      throw new KindredError(
        'invalid_input',
        `${options.users} users have at least ${options.users} interactions, and interactions=${options.interactions}. Ask for more of them, or for fewer users.`,
      );
    }
    return { ...(await generateFeed(options, context)), address: 'synthetic:feed', options };
  },
};

const today = (): string => new Date().toISOString().slice(0, 10);
