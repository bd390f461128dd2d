import { parseHex, type Rgb } from './colour-scales.ts';

/**
 * Colours of the user groups, by group index. The first eight are of Okabe & Ito 2008 (told apart with every kind of colour
 * blindness; black and yellow moderated for use beside heatmaps); the other four differ from them in lightness. A group's letter
 * is always drawn with its colour.
 */
export const groupColours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#4d4d4d',
  '#6a3d9a',
  '#a6cf5c',
  '#8c564b',
  '#b8c4ce',
] as const;

/** Users without a group. */
export const noGroupColour = '#dde2e8';

/** The colour of a group; past twelve groups colours repeat and letters tell them apart. */
export function groupColour(group: number | null): string {
  return group === null || group < 0 ? noGroupColour : groupColours[group % groupColours.length]!;
}

/** Relative luminance of WCAG 2, 0 for black to 1 for white. */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever reads better on a colour (contrast ratio of WCAG 2). */
export function textOn(background: string | Rgb): '#000000' | '#ffffff' {
  const light = luminance(typeof background === 'string' ? parseHex(background) : background);
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? '#ffffff' : '#000000';
}
