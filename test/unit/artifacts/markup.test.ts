import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { fitText, tag, text, textWidth } from '#runs/artifacts/heatmap/markup.ts';
import { fontFiles } from '#runs/artifacts/rasterise.ts';

/** The width in the bundled font. */
function drawnWidth(content: string): number {
  const svg = tag(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: 900, height: 50, 'font-family': 'Inter' },
    text(5, 30, 20, content),
  );
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox()!.width;
}

describe('text of a picture', () => {
  it.each([
    'user17',
    'The quick brown fox jumps over the lazy dog',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    '0123456789',
    'mmmmwwwwMMMM',
    'Übergrößenträger, façade',
    '550e8400-e29b-41d4-a716-446655440000',
    '6,040 users × 3,706 items, 994,169 training interactions (4.4 % of pairs)',
    'run 42 (user_knn) · dataset six-groups v3 a91f3c2d',
  ])('is not wider than estimated, and not much narrower: %s', (content) => {
    const drawn = drawnWidth(content);
    const estimate = textWidth(content, 20);
    expect(drawn).toBeLessThan(estimate * 1.02);
    expect(drawn).toBeGreaterThan(estimate * 0.75);
  });

  it('loses its middle where it would be too wide', () => {
    expect(fitText('user17', 100, 11)).toBe('user17');
    const short = fitText('550e8400-e29b-41d4-a716-446655440000', 100, 11);
    expect(short).toMatch(/^550e.*….*0000$/);
    expect(textWidth(short, 11)).toBeLessThanOrEqual(100);
    expect(fitText('wide', 1, 11)).toBe('…');
    expect(fitText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 200, 11)).toMatch(/^(👩‍👩‍👧)+…(👩‍👩‍👧)+$/u);
  });
});
