import { describe, expect, it } from 'vitest';
import { fittingWeighting, weightOf } from '#runs/data/weigh.ts';
import { Weighting } from '#shared/domain/weighting.ts';

const weighting = (fields: unknown = {}) => Weighting.parse(fields);

describe('weightOf', () => {
  it.each([
    ['feed', 'view', null, 0.1],
    ['feed', 'comment', null, 0.8],
    ['feed', 'like', 5, 0.7],
    ['engagement', 'share', null, 10],
    ['media', 'LIKE', null, 1],
    ['media', 'DISLIKE', null, -1],
    ['media', 'WATCH', null, 1],
    ['media', 'WATCH', 0.35, 0.35],
    ['binary', 'anything', 5, 1],
    ['binary', null, null, 1],
    ['explicit', null, 4.5, 4.5],
    ['explicit', 'rated', 0, 0],
  ])('%s: %s with value %s weighs %s', (preset, type, value, expected) => {
    expect(weightOf(type, value, weighting({ preset }))).toBe(expected);
  });

  it('lets a weight for a single type win, in every preset', () => {
    for (const preset of ['feed', 'engagement', 'media', 'binary', 'explicit']) {
      expect(weightOf('view', 4, weighting({ preset, weights: { view: 0.25 } }))).toBe(0.25);
    }
  });

  it('refuses an unknown type by name, with the known ones and both ways out', () => {
    expect(() => weightOf('cart', null, weighting())).toThrow(
      'Interaction type "cart" has no weight in the weighting "feed" (it knows view 0.1, click 0.3, like 0.7, share 1, comment 0.8). ' +
        'Give it one with --weight cart=1, or choose --weighting binary.',
    );
  });

  it('points to the preset that knows the type, and to the type that was meant', () => {
    expect(() => weightOf('WATCH', null, weighting())).toThrow('--weighting media');
    expect(() => weightOf('clik', null, weighting())).toThrow('Did you mean "click"?');
  });

  it('does not take inherited properties for types', () => {
    for (const type of ['constructor', '__proto__', 'toString']) {
      expect(() => weightOf(type, null, weighting())).toThrow(`Interaction type "${type}"`);
    }
  });

  it('refuses what the preset needs and the event lacks', () => {
    expect(() => weightOf(null, 3, weighting())).toThrow('needs interaction types');
    expect(() => weightOf('view', null, weighting({ preset: 'explicit' }))).toThrow('needs ratings');
  });
});

describe('fittingWeighting', () => {
  const fit = (preset: string, has: { types: boolean; values: boolean }) =>
    fittingWeighting(weighting({ preset }), has);

  it('weighs data without types by its ratings, and by 1 without those', () => {
    expect(fit('feed', { types: false, values: true }).preset).toBe('explicit');
    expect(fit('feed', { types: false, values: false }).preset).toBe('binary');
    expect(fit('feed', { types: true, values: true }).preset).toBe('feed');
  });

  it('keeps a preset that was chosen, or says what it lacks', () => {
    expect(fit('binary', { types: false, values: true }).preset).toBe('binary');
    expect(fit('explicit', { types: true, values: true }).preset).toBe('explicit');
    expect(() => fit('explicit', { types: true, values: false })).toThrow('--set weight=COLUMN');
    expect(() => fit('engagement', { types: false, values: true })).toThrow('--set type=COLUMN');
  });
});
