import { useComputedColorScheme } from '@mantine/core';
import { tokensOf, type Tokens } from './tokens.ts';

/** The colours of the scheme on screen, for what CSS variables do not reach (plots). */
export function useTokens(): Tokens {
  return tokensOf(useComputedColorScheme('light', { getInitialValueInEffect: false }));
}
