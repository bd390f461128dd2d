import type { Histogram } from '#shared/domain/dataset.ts';
import { formatCount } from '../../text/number.ts';

/** The whole numbers that each bar of a histogram of counts stands for: "1", "2–3", "4–7". */
export function barNames({ edges, counts }: Histogram): string[] {
  return counts.map((_, index) => {
    const from = Math.ceil(edges[index] ?? 0);
    const isLast = index === counts.length - 1;
    const to = isLast ? Math.floor(edges[index + 1] ?? from) : Math.ceil(edges[index + 1] ?? from) - 1;
    return to <= from ? formatCount(from) : `${formatCount(from)}–${formatCount(to)}`;
  });
}
