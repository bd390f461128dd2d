import type { Histogram } from './dataset.ts';

/** The whole numbers that each bar of a histogram of counts stands for: "1", "2–3", "4–7". */
export function barNames({ edges, counts }: Histogram, format: (count: number) => string): string[] {
  return counts.map((_, index) => {
    const from = Math.ceil(edges[index] ?? 0);
    const to = Math.ceil(edges[index + 1] ?? from) - 1;
    return to <= from ? format(from) : `${format(from)}–${format(to)}`;
  });
}
