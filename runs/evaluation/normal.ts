const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * P(Z > z) of the standard normal distribution for z ≥ 0: by its power series below 3 (Abramowitz & Stegun 26.2.11), by its
 * continued fraction from there (26.2.14), which keeps 12 digits of the smallest probability.
 */
export function normalTail(z: number): number {
  return z < 3 ? 0.5 - density(z) * seriesOf(z) : density(z) / fractionOf(z);
}

/** z + z³/3 + z⁵/(3·5) + … */
function seriesOf(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 3; term > sum * 1e-17; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))), from its end. */
function fractionOf(z: number): number {
  let value = z;
  for (let n = 120; n >= 1; n--) value = z + n / value;
  return value;
}
