/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

export type ColourScale = {
  title: string;
  /** Diverging scales have their neutral colour in the middle: zero belongs there, with limits of equal size on both sides. */
  diverging: boolean;
  /** Hex colours at equal distances from the least to the greatest value. */
  stops: readonly string[];
};

/** The scales of every heatmap, in the workbench and in the pictures. */
export const colourScales = {
  /** Nuñez, Anderton & Renslow 2018: looks alike with and without red–green colour blindness, lightness rises evenly. */
  cividis: {
    title: 'Cividis',
    diverging: false,
    stops: [
      '#00204c',
      '#002a66',
      '#00346e',
      '#273f6c',
      '#3c4a6b',
      '#4c556b',
      '#5b5f6d',
      '#686a70',
      '#757575',
      '#838178',
      '#928c78',
      '#a19876',
      '#b0a572',
      '#c0b16d',
      '#d1bf66',
      '#e1cc5c',
      '#f3db4f',
      '#ffe945',
    ],
  },
  /** Smith & van der Walt 2015. */
  viridis: {
    title: 'Viridis',
    diverging: false,
    stops: [
      '#440154',
      '#48186a',
      '#472d7b',
      '#424086',
      '#3b528b',
      '#33638d',
      '#2c728e',
      '#26828e',
      '#21918c',
      '#1fa088',
      '#28ae80',
      '#3fbc73',
      '#5ec962',
      '#84d44b',
      '#addc30',
      '#d8e219',
      '#fde725',
    ],
  },
  /** ColorBrewer's RdBu, blue for negative and red for positive values. */
  rdbu: {
    title: 'Red–blue',
    diverging: true,
    stops: [
      '#053061',
      '#2166ac',
      '#4393c3',
      '#92c5de',
      '#d1e5f0',
      '#f7f7f7',
      '#fddbc7',
      '#f4a582',
      '#d6604d',
      '#b2182b',
      '#67001f',
    ],
  },
  /** The same hues for dark grounds: zero is dark, and lightness rises evenly towards both ends. */
  rdbuDark: {
    title: 'Red–blue, dark',
    diverging: true,
    stops: [
      '#a9d4ff',
      '#7ab2ee',
      '#4f8ccb',
      '#33659c',
      '#23415f',
      '#1a1f27',
      '#5a2a24',
      '#924534',
      '#c3684c',
      '#e8956f',
      '#ffc4a3',
    ],
  },
} as const satisfies Record<string, ColourScale>;

/** The scale of values on both sides of zero whose neutral middle recedes into a light or a dark page. */
export const divergingOn = (scheme: 'light' | 'dark'): ColourScale =>
  scheme === 'dark' ? colourScales.rdbuDark : colourScales.rdbu;

export type ColourScaleName = keyof typeof colourScales;

/** The two looks of "nothing to show": the ground colour of missing cells on a light and on a dark page. */
export const noDataColour = { light: '#eceff3', dark: '#2b3038' } as const;

export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/**
 * The colour at `t`, 0 for the least and 1 for the greatest value; linear between stops, clamped outside.
 * @param reversed  on a light page sequential scales run the other way, so that more is darker
 */
export function colourAt({ stops }: ColourScale, t: number, reversed = false): Rgb {
  const clamped = Math.min(1, Math.max(0, t));
  const place = (reversed ? 1 - clamped : clamped) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const low = parseHex(stops[index]!);
  const high = parseHex(stops[index + 1]!);
  const mix = (channel: 0 | 1 | 2) => Math.round(low[channel] + (high[channel] - low[channel]) * (place - index));
  return [mix(0), mix(1), mix(2)];
}

/** Stops as plotly wants them: [place, colour] from 0 to 1. */
export function plotlyScale({ stops }: ColourScale, reversed = false): [number, string][] {
  const colours = reversed ? stops.toReversed() : stops;
  return colours.map((colour, index) => [index / (colours.length - 1), colour]);
}
