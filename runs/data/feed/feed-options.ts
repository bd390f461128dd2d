import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';

/** Steps that follow one another on the same post, most frequent first (SPEC 3.5b). */
export const feedTypes = ['view', 'click', 'like', 'share'] as const;
export type FeedType = (typeof feedTypes)[number];

const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const share = z.coerce.number().min(0).max(1);

export const FeedOptions = z.strictObject({
  users: count(2, 1_000_000).default(1000).describe('Users'),
  items: count(2, 1_000_000).default(1000).describe('Posts'),
  interactions: count(2, 50_000_000).default(50_000).describe('Interactions, exactly so many'),
  days: count(1, 3650).default(30).describe('Days that they spread over'),
  end: z
    .string()
    .refine((text) => text === 'today' || z.iso.date().safeParse(text).success, 'a date such as 2026-01-01, or today')
    .default('2026-01-01')
    .describe('Midnight (UTC) that they end before; the recipe keeps the date of "today"'),
  seed: count(0, 2 ** 31 - 1)
    .default(1)
    .describe('Equal options and seed give equal bytes'),
  mix: z
    .string()
    .max(200)
    .default('view=48, click=32, like=17, share=3')
    .describe('Interactions of each type in relation; each type at most as many as the one before'),
  popularity_exponent: z.coerce
    .number()
    .min(0)
    .max(3)
    .default(1.1)
    .describe('a of Zipf–Mandelbrot: the post at rank r is drawn in proportion to 1 / (r + q)^a'),
  popularity_shift: z.coerce
    .number()
    .min(0)
    .max(10_000)
    .default(80)
    .describe('q of Zipf–Mandelbrot: how flat its head is'),
  activity_sigma: z.coerce.number().min(0).max(3).default(1).describe('σ of the log-normal activity of users'),
  topics: count(1, 12).default(12).describe('Topics of posts; each user has two'),
  taste: share
    .default(0.7)
    .describe('Share of a user’s interactions with posts of their own topics; the others are with any post'),
  drift: share.default(0).describe('Share of users’ interests that has moved to their second topic at the end'),
  new_items: share
    .default(0.3)
    .describe('Share of posts that are written during these days, and seen only from then on'),
  session_length: z.coerce.number().min(1).max(1000).default(8).describe('Posts seen in one go, on average'),
  cold_users: z.coerce.number().min(0).max(0.9).default(0.05).describe('Share of users with one or two interactions'),
  casual_users: share.default(0).describe('Share of users who only view'),
  power_users: share.default(0.01).describe('Share of users with ten times the activity and no topics of their own'),
  bots: share.default(0).describe('Share of users that view the same few posts again and again'),
  names: z.boolean().default(true).describe('Names of users and texts of posts'),
});

export type FeedOptions = z.infer<typeof FeedOptions>;

/** The mix as the probability that each step follows the one before on the same post; the first is 1. */
export type Funnel = Record<FeedType, number>;

/**
 * @throws KindredError invalid_input where the text is no mix, or a type is more frequent than the one it follows
 */
export function funnelOf(mix: string): Funnel {
  const shares = sharesIn(mix);
  const [view, click, like, share_] = feedTypes.map((type) => shares[type] ?? 0) as [number, number, number, number];
  if (!(view > 0) || click > view || like > click || share_ > like) {
    throw new KindredError(
      'invalid_input',
      `In the mix each type follows the one before on the same post, so views, clicks, likes and shares must descend from views above 0; it says ${view}, ${click}, ${like}, ${share_}.`,
    );
  }
  const ratio = (of: number, before: number) => (before > 0 ? of / before : 0);
  return { view: 1, click: ratio(click, view), like: ratio(like, click), share: ratio(share_, like) };
}

function sharesIn(text: string): Partial<Record<FeedType, number>> {
  const pairs = text.split(',').map((part) => {
    const [, type, value] = /^\s*(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(part) ?? [];
    const known = feedTypes.find((name) => name === type);
    if (known) return [known, Number(value)] as const;
    throw new KindredError(
      'invalid_input',
      `"${part.trim()}" in the mix is not type=number. Write it as "view=48, click=32, like=17, share=3".`,
    );
  });
  return Object.fromEntries(pairs);
}
