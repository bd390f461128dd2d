import type { Data } from 'plotly.js/lib/core';
import type { CellMark } from '#shared/domain/cell-marks.ts';
import type { Tokens } from '../theme/tokens.ts';

type Kind = CellMark['kind'];

/** How each mark looks, told apart by shape alone. */
const looks = {
  hit: { symbol: 'square-open', text: '✓' },
  miss: { symbol: 'circle-open', text: '' },
  listed: { symbol: 'circle', text: '' },
} as const satisfies Record<Kind, { symbol: string; text: string }>;

/** What each mark means, for the legend. */
export const markNames: Record<Kind, string> = {
  hit: 'hit, held out and listed',
  miss: 'miss, held out but not listed',
  listed: 'listed, not held out',
};

export const markGlyphs: Record<Kind, string> = { hit: '▣ ✓', miss: '○', listed: '•' };

/** Marks over single cells, a trace of each kind; positions are those of the order. @param cell  pixels of the smaller side of a cell */
export function markTraces(marks: readonly CellMark[], cell: number, tokens: Tokens): Data[] {
  const colours: Record<Kind, string> = { hit: tokens.good, miss: tokens.bad, listed: tokens.text };
  const size = Math.max(4, Math.min(14, cell * 0.7));
  return (['listed', 'miss', 'hit'] as const).flatMap((kind): Data[] => {
    const own = marks.filter((mark) => mark.kind === kind);
    if (own.length === 0) return [];
    const { symbol, text } = looks[kind];
    const isReadable = text !== '' && cell >= 12;
    return [
      {
        type: 'scatter',
        mode: isReadable ? 'text+markers' : 'markers',
        name: kind,
        x: own.map(({ col }) => col),
        y: own.map(({ row }) => row),
        ...(isReadable && { text: own.map(() => text), textfont: { color: colours[kind], size: size * 0.8 } }),
        marker: {
          symbol,
          color: colours[kind],
          size: kind === 'listed' ? Math.max(3, size * 0.35) : size,
          line: { color: colours[kind], width: 2 },
        },
        hoverinfo: 'none',
      },
    ];
  });
}
