import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { encodePng } from '#runs/artifacts/heatmap/png.ts';

const palette = [[0, 0, 0], [255, 0, 0], [0, 0, 255]] as const; // prettier-ignore
const image = { width: 3, height: 2, pixels: Uint8Array.of(1, 2, 0, 2, 2, 1), palette };

describe('png', () => {
  it('is read by another program as the pixels that were written, colour 0 transparent', () => {
    const href = `data:image/png;base64,${Buffer.from(encodePng(image)).toString('base64')}`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><image href="${href}" width="3" height="2"/></svg>`;
    const { pixels } = new Resvg(svg, { imageRendering: 1 }).render();
    const expected = [...image.pixels].flatMap((place) => (place === 0 ? [0, 0, 0, 0] : [...palette[place]!, 255]));
    expect([...pixels]).toEqual(expected);
  });

  it('stores each line unfiltered after its length', () => {
    const bytes = Buffer.from(encodePng(image));
    const start = bytes.indexOf('IDAT') + 4;
    expect([...inflateSync(bytes.subarray(start, -16))]).toEqual([0, 1, 2, 0, 0, 2, 2, 1]);
  });
});
