import { describe, expect, it } from 'vitest';
import { colourAt, colourScales, parseHex, plotlyScale, type Rgb } from '#shared/domain/colour-scales.ts';
import { groupColour, groupColours, luminance, textOn } from '#shared/domain/group-colours.ts';

const places = Array.from({ length: 201 }, (_, index) => index / 200);
const difference = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe('colour scales', () => {
  it.each(['cividis', 'viridis'] as const)('%s gets lighter with every step', (name) => {
    const lights = places.map((place) => luminance(colourAt(colourScales[name], place)));
    expect(lights.slice(1).every((light, index) => light > lights[index]! - 1e-3)).toBe(true);
    expect(lights.at(-1)! - lights[0]!).toBeGreaterThan(0.7);
  });

  it('red–blue is lightest in the middle and gets darker to both sides', () => {
    const lights = places.map((place) => luminance(colourAt(colourScales.rdbu, place)));
    expect(lights.indexOf(Math.max(...lights))).toBe(100);
    const [blue, , red] = [colourAt(colourScales.rdbu, 0.1), 0, colourAt(colourScales.rdbu, 0.9)];
    expect(blue[2]).toBeGreaterThan(blue[0]);
    expect(red[0]).toBeGreaterThan(red[2]);
  });

  it('red–blue for dark grounds is darkest in the middle and gets lighter to both sides, blue to the one and red to the other', () => {
    const lights = places.map((place) => luminance(colourAt(colourScales.rdbuDark, place)));
    expect(lights.indexOf(Math.min(...lights))).toBe(100);
    expect(lights.slice(1, 101).every((light, index) => light <= lights[index]!)).toBe(true);
    expect(lights.slice(101).every((light, index) => light >= lights[index + 100]!)).toBe(true);
    const [blue, red] = [colourAt(colourScales.rdbuDark, 0.2), colourAt(colourScales.rdbuDark, 0.8)];
    expect(blue[2]).toBeGreaterThan(blue[0]);
    expect(red[0]).toBeGreaterThan(red[2]);
  });

  it('change a little at a time, stay at their ends beyond them, and run backwards when reversed', () => {
    for (const scale of Object.values(colourScales)) {
      const colours = places.map((place) => colourAt(scale, place));
      expect(colours.slice(1).every((colour, index) => difference(colour, colours[index]!) < 12)).toBe(true);
      expect(colourAt(scale, 7)).toEqual(parseHex(scale.stops.at(-1)!));
      expect(colourAt(scale, -7)).toEqual(parseHex(scale.stops[0]!));
      expect(colourAt(scale, 0.3, true)).toEqual(colourAt(scale, 0.7));
      expect(plotlyScale(scale, true)[0]).toEqual([0, scale.stops.at(-1)]);
      expect(plotlyScale(scale).at(-1)).toEqual([1, scale.stops.at(-1)]);
    }
  });
});

describe('group colours', () => {
  it('are twelve that differ clearly, and repeat after that', () => {
    const colours = groupColours.map(parseHex);
    const pairs = colours.flatMap((a, i) => colours.slice(i + 1).map((b) => difference(a, b)));
    expect(Math.min(...pairs)).toBeGreaterThan(45);
    expect(groupColour(13)).toBe(groupColours[1]);
    expect(groupColour(null)).toBe(groupColour(-1));
  });

  it('carry a letter that can be read: contrast of 4.5 or more', () => {
    for (const colour of groupColours) {
      const [a, b] = [luminance(parseHex(colour)), luminance(parseHex(textOn(colour)))].sort((x, y) => x - y);
      expect((b! + 0.05) / (a! + 0.05)).toBeGreaterThan(4.5);
    }
  });
});
