import type { CSSVariablesResolver } from '@mantine/core';
import { dark, fontSize, light, monoFamily, radius, space, type Tokens } from './tokens.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const entries = (prefix: string, values: Record<string, number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--k-${prefix}-${name}`, `${value / 16}rem`]));

/** The tokens as `--k-…`, and Mantine's own variables pointed at them, so that both halves of the page agree. */
export function schemeVariables(tokens: Tokens): Record<string, string> {
  const own = Object.entries(tokens).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`--k-${kebab(name)}`, value] as const] : [],
  );
  const marks = tokens.marks.map((colour, index) => [`--k-mark-${index}`, colour] as const);
  return {
    ...Object.fromEntries([...own, ...marks]),
    '--mantine-color-body': tokens.canvas,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.muted,
    '--mantine-color-placeholder': tokens.muted,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-error': tokens.bad,
    '--mantine-color-default': tokens.raised,
    '--mantine-color-default-hover': tokens.hover,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-default-border': tokens.control,
    '--mantine-primary-color-filled': tokens.accentFill,
    '--mantine-primary-color-light': tokens.accentSoft,
    '--mantine-primary-color-light-color': tokens.accent,
    '--mantine-color-red-light-color': tokens.bad,
    '--mantine-color-red-light': tokens.badSoft,
    '--mantine-color-red-light-hover': tokens.badSoft,
    '--mantine-color-red-text': tokens.bad,
    '--mantine-color-accent-filled': tokens.accentFill,
    '--mantine-color-accent-light': tokens.accentSoft,
    '--mantine-color-accent-light-hover': tokens.selected,
    '--mantine-color-accent-light-color': tokens.accent,
    '--mantine-color-accent-text': tokens.accent,
    '--mantine-color-accent-outline': tokens.accent,
  };
}

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    ...entries('space', space),
    ...entries('radius', radius),
    ...entries('text', fontSize),
    '--k-mono': monoFamily,
  },
  light: schemeVariables(light),
  dark: schemeVariables(dark),
});
