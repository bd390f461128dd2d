import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { fontFamily, fontSize, monoFamily, radius, space } from './tokens.ts';

const rem = (pixels: number) => `${pixels / 16}rem`;
const rems = <K extends string>(scale: Record<K, number>) =>
  Object.fromEntries(Object.entries<number>(scale).map(([name, value]) => [name, rem(value)])) as Record<K, string>;

/** Shades 0…9 of the accent; 6 fills in light, 7 in dark. */
const accent: MantineColorsTuple = [
  '#eaf0fd',
  '#d3e0fb',
  '#a9c2f7',
  '#7da6ff',
  '#5384ec',
  '#3a6ce0',
  '#2a5bd0',
  '#2f5fd6',
  '#1d4ab4',
  '#1d3f94',
];
/** Mantine reads text, borders and surfaces of the dark scheme from here; `tokens.dark` has the same values. */
const darks: MantineColorsTuple = [
  '#e6e9ef',
  '#c3c9d4',
  '#9aa3b2',
  '#6b7484',
  '#3a414d',
  '#272c35',
  '#1d2129',
  '#16191f',
  '#12151a',
  '#0f1115',
];
/** Reds that white text can stand on; 6 fills in light, 7 in dark. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fad5d0',
  '#ffb4a8',
  '#ff9a8a',
  '#e5634f',
  '#cc4a36',
  '#b3321f',
  '#b83a28',
  '#8f2617',
  '#6e1c10',
];
const events = { hover: true, focus: true, touch: true };
const small = { defaultProps: { size: 'xs' } };
/** Help stands below, so that fields in a row line up. */
const field = { defaultProps: { size: 'xs', inputWrapperOrder: ['label', 'input', 'error', 'description'] } };

export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 7 },
  colors: { accent, red, dark: darks },
  fontFamily,
  fontFamilyMonospace: monoFamily,
  fontSizes: rems({ xs: fontSize.xs, sm: fontSize.sm, md: fontSize.md, lg: fontSize.lg, xl: fontSize.xl }),
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.3' },
  spacing: rems({ xs: space.xs, sm: space.sm, md: space.md, lg: space.lg, xl: space.xl }),
  radius: rems({ ...radius, xl: 16 }),
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: rem(fontSize.xl), lineHeight: '1.3' },
      h2: { fontSize: rem(fontSize.md), lineHeight: '1.4' },
      h3: { fontSize: rem(fontSize.sm), lineHeight: '1.4' },
    },
  },
  components: {
    Button: small,
    TextInput: field,
    NumberInput: field,
    Select: field,
    NativeSelect: field,
    Textarea: field,
    Checkbox: small,
    Switch: small,
    SegmentedControl: small,
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 300, multiline: true, interactive: true, maw: 320, events },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Modal: { defaultProps: { centered: true, radius: 'lg', closeButtonProps: { 'aria-label': 'Close' } } },
  },
});
