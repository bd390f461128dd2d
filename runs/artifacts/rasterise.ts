import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

/** The fonts that come with Kindred, so that a picture is the same on every machine. */
export const fontFiles = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/inter/${file}`)),
);

/** @returns the SVG as PNG, `scale` pixels for each of its own, on white */
export function rasterise(svg: string, scale = 2): Uint8Array {
  const resvg = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter' },
  });
  return resvg.render().asPng();
}
