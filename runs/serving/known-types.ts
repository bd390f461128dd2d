import { KindredError } from '#shared/api/errors.ts';
import { weightingPresets, type Weighting } from '#shared/domain/weighting.ts';
import { createWeigher, type Weigher } from '#runs/data/weigh.ts';

/** Interaction types that a weighting knows; null where any will do. */
export function knownTypes({ preset, weights }: Weighting): string[] | null {
  if (preset === 'binary' || preset === 'explicit') return null;
  return [...new Set([...Object.keys(weightingPresets[preset]), ...Object.keys(weights)])];
}

/**
 * What is wrong with an interaction for models of this weighting: its type is unknown, or it lacks the rating that counts.
 * @returns null where nothing is
 */
export function complaintAbout(type: string, rating: number | null, weighting: Weighting): string | null {
  const types = knownTypes(weighting);
  if (types && !types.includes(type)) {
    return `interaction_type must be one of ${types.join(', ')}, got ${JSON.stringify(type)}`;
  }
  const needsRating = weighting.preset === 'explicit' && !Object.hasOwn(weighting.weights, type);
  return needsRating && rating === null ? 'rating must be given: this model learns from ratings' : null;
}

/** Weights of reported interactions; 0 for what another version's weighting accepted and this one does not know. */
export function lenientWeigher(weighting: Weighting): Weigher {
  const weigh = createWeigher(weighting);
  return (type, rating) => {
    try {
      return weigh(type, rating);
    } catch (error) {
      if (error instanceof KindredError) return 0;
      throw error;
    }
  };
}
