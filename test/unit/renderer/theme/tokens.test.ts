import { describe, expect, it } from 'vitest';
import { luminance } from '#shared/domain/group-colours.ts';
import { parseHex } from '#shared/domain/colour-scales.ts';
import { schemeVariables } from '../../../../renderer/theme/css-variables.ts';
import { dark, light, type Tokens } from '../../../../renderer/theme/tokens.ts';

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(parseHex(a)), luminance(parseHex(b))].toSorted((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'] as const;
const texts = ['text', 'muted', 'accent', 'good', 'bad', 'warn'] as const;

describe.each<[string, Tokens]>([
  ['light', light],
  ['dark', dark],
])('the %s scheme', (_, tokens) => {
  it.each(texts)('has %s text of at least 4.5:1 on every ground', (text) => {
    for (const ground of grounds) expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('has text that can be read on its soft grounds and on its filled buttons', () => {
    for (const tone of ['good', 'bad', 'warn', 'accent'] as const) {
      expect(contrast(tokens[tone], tokens[`${tone}Soft`])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tokens.text, tokens[`${tone}Soft`])).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast('#ffffff', tokens.accentFill)).toBeGreaterThanOrEqual(4.5);
  });

  it('has borders of controls and marks of runs of at least 3:1', () => {
    for (const colour of [tokens.control, ...tokens.marks]) {
      expect(contrast(colour, tokens.surface)).toBeGreaterThanOrEqual(3);
    }
  });

  it('gives both halves of the page the same values', () => {
    const variables = schemeVariables(tokens);
    expect(variables['--mantine-color-body']).toBe(variables['--k-canvas']);
    expect(variables['--k-accent-soft']).toBe(tokens.accentSoft);
  });
});
