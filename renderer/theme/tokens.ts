/** Colours of one scheme. Text colours reach 4.5:1 on every surface of their scheme, marks and control borders 3:1 (WCAG 2.2). */
export type Tokens = {
  scheme: 'light' | 'dark';
  canvas: string;
  surface: string;
  sunken: string;
  raised: string;
  hover: string;
  selected: string;
  border: string;
  control: string;
  text: string;
  muted: string;
  accent: string;
  accentFill: string;
  accentSoft: string;
  good: string;
  goodSoft: string;
  bad: string;
  badSoft: string;
  warn: string;
  warnSoft: string;
  /** Two tones of the hatching that stands for "no data". */
  gap: string;
  gapLine: string;
  /** Okabe and Ito's palette without its black and yellow, toned so that each mark reaches 3:1 on the surface. */
  marks: readonly string[];
};

export const light: Tokens = {
  scheme: 'light',
  canvas: '#f6f7f9',
  surface: '#ffffff',
  sunken: '#f1f3f6',
  raised: '#ffffff',
  hover: '#f3f5f9',
  selected: '#eaf0fd',
  border: '#e2e5ea',
  control: '#87909f',
  text: '#1b1f27',
  muted: '#5b6472',
  accent: '#2a5bd0',
  accentFill: '#2a5bd0',
  accentSoft: '#eaf0fd',
  good: '#10704a',
  goodSoft: '#e4f4ec',
  bad: '#b3321f',
  badSoft: '#fdecea',
  warn: '#8a5a00',
  warnSoft: '#fdf3dd',
  gap: '#f0f2f5',
  gapLine: '#e2e6ec',
  marks: ['#0072b2', '#c04d00', '#00805c', '#b0558a', '#b06f00', '#1b82c0', '#6a51a3'],
};

export const dark: Tokens = {
  scheme: 'dark',
  canvas: '#0f1115',
  surface: '#16191f',
  sunken: '#12151a',
  raised: '#1d2129',
  hover: '#1c2027',
  selected: '#1b2740',
  border: '#272c35',
  control: '#6b7484',
  text: '#e6e9ef',
  muted: '#9aa3b2',
  accent: '#7da6ff',
  accentFill: '#2f5fd6',
  accentSoft: '#1b2740',
  good: '#5fd0a0',
  goodSoft: '#12301f',
  bad: '#ff9a8a',
  badSoft: '#3a1a17',
  warn: '#e8b04b',
  warnSoft: '#33270f',
  gap: '#1d2128',
  gapLine: '#2a303a',
  marks: ['#56b4e9', '#f0803c', '#2fc39a', '#de8fbd', '#e69f00', '#8fb6ff', '#b3a1e6'],
};

/** Pixels. One scale for every gap on every page. */
export const space = { xs: 4, sm: 8, md: 12, lg: 16, xl: 24, xxl: 32 } as const;
export const radius = { xs: 3, sm: 4, md: 6, lg: 8 } as const;
/** Pixels. 13 is the text of the interface, 12 its captions. */
export const fontSize = { xs: 12, sm: 13, md: 14, lg: 16, xl: 20 } as const;
export const fontFamily = "'Inter Variable', 'Inter', system-ui, sans-serif";
export const monoFamily =
  "ui-monospace, 'SFMono-Regular', 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', monospace";

export const tokensOf = (scheme: 'light' | 'dark'): Tokens => (scheme === 'dark' ? dark : light);
