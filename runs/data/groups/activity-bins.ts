import type { UserModel } from './draw-user.ts';

/** Users of about equal activity: how many of a group they are, and how many distinct items they have. */
export type ActivityBin = { share: number; items: number };

/** Normal quadrature: ±6 standard deviations in steps of a twentieth. */
const reach = 6;
const step = 1 / 20;

/**
 * How many items the users of a group draw (`drawUser`): a rounded normal number between the least and the size of the
 * catalogue; one or two for cold users.
 * @param most  neighbouring numbers are joined until there are no more bins than this, beside those of cold users
 */
export function activityBins({ activity, coldShare, picks }: UserModel, most: number): ActivityBin[] {
  const { mean, spread, min } = activity;
  const catalogue = picks[0]!.length;
  const shares = new Map<number, number>();
  let total = 0;
  for (let z = -reach; z <= reach; z += step) {
    const items = Math.min(catalogue, Math.max(min, Math.round(mean + spread * z)));
    const density = Math.exp(-0.5 * z * z);
    shares.set(items, (shares.get(items) ?? 0) + density);
    total += density;
  }
  const usual = joined(shares, most).map((bin) => ({ ...bin, share: ((1 - coldShare) * bin.share) / total }));
  const cold = [1, 2].map((items) => ({ share: coldShare / 2, items: Math.min(items, catalogue) }));
  return coldShare > 0 ? [...usual, ...cold] : usual;
}

/** Numbers of items in equal stretches, each stretch by its mean. */
function joined(shares: ReadonlyMap<number, number>, most: number): ActivityBin[] {
  const numbers = [...shares.keys()];
  const least = Math.min(...numbers);
  const width = Math.ceil((Math.max(...numbers) - least + 1) / most);
  const bins = new Map<number, ActivityBin>();
  for (const [items, share] of shares) {
    const place = Math.floor((items - least) / width);
    const bin = bins.get(place) ?? { share: 0, items: 0 };
    bins.set(place, { share: bin.share + share, items: bin.items + share * items });
  }
  return [...bins.values()].map(({ share, items }) => ({ share, items: items / share }));
}
