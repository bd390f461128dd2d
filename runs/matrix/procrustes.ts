import { Matrix, SingularValueDecomposition } from 'ml-matrix';

/** Points of the plane. */
export type Points = { x: Float64Array; y: Float64Array };

/** Points turned, mirrored, scaled and moved to lie as near as can be on others; `disparity` is what is left, 0 to 1. */
export type Alignment = { x: Float64Array; y: Float64Array; disparity: number };

/**
 * Orthogonal Procrustes with scale (Schönemann 1966; Gower 1975): the similarity transformation that makes the sum of squared
 * distances between `points` and `target` least. It is found over the pairs and applied to all points.
 * @param pairs  places in `points` and in `target` of the same thing
 */
export function align(points: Points, target: Points, pairs: readonly (readonly [number, number])[]): Alignment {
  const own = centre(points, pairs.map(([a]) => a)); // prettier-ignore
  const other = centre(target, pairs.map(([, b]) => b)); // prettier-ignore
  const spread = (rows: number[][]) => rows.reduce((sum, [x, y]) => sum + x! * x! + y! * y!, 0);
  const [before, wanted] = [spread(own.rows), spread(other.rows)];
  if (!(before > 0) || !(wanted > 0)) return { ...points, disparity: 1 };
  const product = new Matrix(own.rows).transpose().mmul(new Matrix(other.rows));
  const { leftSingularVectors: u, rightSingularVectors: v, diagonal } = new SingularValueDecomposition(product);
  const turn = u.mmul(v.transpose());
  const trace = diagonal.reduce((sum, value) => sum + value, 0);
  const scale = trace / before;
  const moved = (column: 0 | 1) =>
    points.x.map(
      (x, at) =>
        scale * ((x - own.x) * turn.get(0, column) + (points.y[at]! - own.y) * turn.get(1, column)) +
        (column === 0 ? other.x : other.y),
    );
  // |target|² − (Σσ)² / |points|², as a share of |target|².
  return { x: moved(0), y: moved(1), disparity: Math.max(0, 1 - (trace * trace) / (before * wanted)) };
}

function centre({ x, y }: Points, places: readonly number[]): { x: number; y: number; rows: number[][] } {
  const mean = (values: Float64Array) => places.reduce((sum, at) => sum + values[at]!, 0) / Math.max(1, places.length);
  const [mx, my] = [mean(x), mean(y)];
  return { x: mx, y: my, rows: places.map((at) => [x[at]! - mx, y[at]! - my]) };
}
