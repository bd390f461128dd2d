import { never } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';

export type FeatureWeighting = 'none' | 'tfidf' | 'bm25';

/** Rewrites the values of one row in place. */
export type WeightRow = (indices: Int32Array, values: Float64Array) => void;

const k1 = 1.2;
const b = 0.75;

/**
 * Weights of features as Ferrari Dacrema et al. (TOIS 2021) give them to similarities. Rows are the documents and columns the terms,
 * so of users their items, and of items their users; or the other way round. x keeps its sign, f acts on |x|:
 * - tfidf: √|x| · idf
 * - bm25 (Robertson & Zaragoza 2009, K1 1.2, B 0.75): |x|·(K1 + 1) / (|x| + K1·(1 − B + B·length / mean length)) · idf
 *
 * idf = ln(N / (1 + df)), N = all documents, df = documents with the term; length = Σ|x| of the document, its mean over all of them.
 */
export function createFeatureWeighting(
  rows: Csr,
  weighting: FeatureWeighting,
  documents: 'rows' | 'columns' = 'rows',
): WeightRow {
  if (documents === 'columns') return weighTerms(rows, weighting);
  switch (weighting) {
    case 'none':
      return () => undefined;
    case 'tfidf': {
      const idf = idfOf(rows);
      return (indices, values) => {
        for (let p = 0; p < values.length; p++) {
          values[p] = Math.sign(values[p]!) * Math.sqrt(Math.abs(values[p]!)) * idf[indices[p]!]!;
        }
      };
    }
    case 'bm25': {
      const idf = idfOf(rows);
      const meanLength = lengthOf(rows.values) / rows.rows;
      return (indices, values) => {
        const norm = k1 * (1 - b + (b * lengthOf(values)) / meanLength);
        for (let p = 0; p < values.length; p++) {
          const x = Math.abs(values[p]!);
          // A stored 0 stays 0, also where nothing has a length.
          if (x > 0) values[p] = Math.sign(values[p]!) * ((x * (k1 + 1)) / (x + norm)) * idf[indices[p]!]!;
        }
      };
    }
    default:
      return never(weighting);
  }
}

/** Rows are the terms: their idf is one factor of the whole row, and lengths are those of columns. */
function weighTerms({ rows, cols, indptr, indices, values }: Csr, weighting: FeatureWeighting): WeightRow {
  const lengths = new Float64Array(cols);
  for (let p = 0; p < indptr[rows]!; p++) lengths[indices[p]!]! += Math.abs(values[p]!);
  const meanLength = lengthOf(values) / cols;
  const norms = lengths.map((length) => k1 * (1 - b + (b * length) / meanLength));
  return (own, x) => {
    if (weighting === 'none') return;
    const idf = Math.log(cols / (1 + own.length));
    for (let p = 0; p < x.length; p++) {
      const size = Math.abs(x[p]!);
      // A stored 0 stays 0, also where nothing has a length.
      if (size === 0) continue;
      const weight = weighting === 'tfidf' ? Math.sqrt(size) : (size * (k1 + 1)) / (size + norms[own[p]!]!);
      x[p] = Math.sign(x[p]!) * weight * idf;
    }
  };
}

function idfOf({ rows, cols, indices }: Csr): Float64Array {
  const df = new Float64Array(cols);
  for (const column of indices) df[column]! += 1;
  return df.map((count) => Math.log(rows / (1 + count)));
}

const lengthOf = (values: Float64Array): number => values.reduce((sum, value) => sum + Math.abs(value), 0);
