import type { SimilarityDistribution } from '#shared/domain/matrix-facts.ts';
import { fontFamily, fontSize, type Tokens } from '../theme/tokens.ts';
import type { Figure } from './figure.ts';

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Similarities within groups over those between them, each as shares of its own pairs, as lines of steps. */
export function similarityHistogram({ edges, within, between }: SimilarityDistribution, tokens: Tokens): Figure {
  const [withinColour, betweenColour] = [tokens.marks[0]!, tokens.marks[1]!];
  const line = (counts: readonly number[], colour: string, dash: 'solid' | 'dot') => {
    const all = Math.max(1, total(counts));
    const shares = counts.map((count) => count / all);
    return {
      type: 'scatter' as const,
      mode: 'lines' as const,
      x: [...edges],
      y: [...shares, shares.at(-1) ?? 0],
      line: { shape: 'hv' as const, color: colour, width: 1.5, dash },
      fill: 'tozeroy' as const,
      fillcolor: `${colour}22`,
      hoverinfo: 'none' as const,
    };
  };
  return {
    data: [
      ...(within ? [line(within, withinColour, 'solid')] : []),
      line(between, betweenColour, within ? 'dot' : 'solid'),
    ],
    layout: {
      margin: { l: 8, r: 8, t: 4, b: 30 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: fontFamily, size: fontSize.xs, color: tokens.muted },
      showlegend: false,
      dragmode: false,
      xaxis: { fixedrange: true, zeroline: false, showgrid: false, nticks: 5, range: [edges[0]!, edges.at(-1)!] },
      yaxis: { fixedrange: true, zeroline: false, showgrid: false, showticklabels: false, rangemode: 'tozero' },
    },
  };
}

/** The same in words. */
export function similarityWords({
  within,
  between,
  auc,
  mean_within: own,
  mean_between: other,
}: SimilarityDistribution): string {
  const mean = (value: number | null) => (value === null ? 'none' : value.toFixed(3));
  if (!within) return `${total(between)} pairs with a mean similarity of ${mean(other)}.`;
  const area =
    auc === null ? '' : ` A pair within a group is more alike than one between two with a chance of ${auc.toFixed(2)}.`;
  return `${total(within)} pairs within groups with a mean similarity of ${mean(own)}, ${total(between)} between groups with ${mean(other)}.${area}`;
}
