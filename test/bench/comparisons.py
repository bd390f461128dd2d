"""scikit-learn and implicit on one CSR matrix; started by python.ts.

usage: python3 comparisons.py FOLDER ROWS COLS
FOLDER holds indptr.i32, indices.i32 and values.f64. Reads a question a line and answers each with a line of JSON:
  sklearn K JOBS BITS       brute-force cosine neighbours of all rows, of float64 or float32 weights
  implicit K THREADS        CosineRecommender over rows
  als FACTORS STEPS THREADS seconds of one iteration of implicit's ALS; STEPS of conjugate gradients, 0 for Cholesky
"""
import json
import resource
import sys
import time
import warnings

import implicit
import numpy
import scipy.sparse
import sklearn
from implicit.cpu.als import AlternatingLeastSquares
from implicit.nearest_neighbours import CosineRecommender
from sklearn.neighbors import NearestNeighbors

warnings.simplefilter("ignore")
folder, (rows, cols) = sys.argv[1], map(int, sys.argv[2:])
matrix = scipy.sparse.csr_matrix(
    (
        numpy.fromfile(f"{folder}/values.f64", dtype="<f8"),
        numpy.fromfile(f"{folder}/indices.i32", dtype="<i4"),
        numpy.fromfile(f"{folder}/indptr.i32", dtype="<i4"),
    ),
    shape=(rows, cols),
)
transposed = matrix.T.tocsr()


def timed(work):
    started, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, (time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000


def sklearn_neighbours(k, jobs, bits):
    weights = matrix.astype(f"float{bits}", copy=False)
    model = NearestNeighbors(n_neighbors=k + 1, metric="cosine", algorithm="brute", n_jobs=jobs).fit(weights)
    (distances, ids), ms, cpu = timed(lambda: model.kneighbors(weights))
    # A row is its own first neighbour there; what is not similar is no neighbour here.
    own = ids == numpy.arange(rows)[:, None]
    return ms, cpu, float(numpy.where(own, 0, numpy.maximum(0, 1 - distances)).sum()), sklearn.__version__


def implicit_neighbours(k, threads):
    model = CosineRecommender(K=k + 1, num_threads=threads)
    _, ms, cpu = timed(lambda: model.fit(transposed, show_progress=False))
    check = float(model.similarity.sum() - model.similarity.diagonal().sum())
    return ms, cpu, check, implicit.__version__


def als(factors, steps, threads):
    def fit(iterations):
        model = AlternatingLeastSquares(
            factors=factors, regularization=0.01, iterations=iterations, num_threads=threads,
            use_cg=steps > 0, dtype=numpy.float32, random_state=1,
        )
        if steps > 0:
            model.cg_steps = steps
        return timed(lambda: model.fit(matrix, show_progress=False))[1:]

    # The difference leaves out what comes before the first iteration.
    few, many = fit(1), fit(4)
    return (many[0] - few[0]) / 3, (many[1] - few[1]) / 3, 0.0, implicit.__version__


questions = {"sklearn": sklearn_neighbours, "implicit": implicit_neighbours, "als": als}
for line in sys.stdin:
    name, *numbers = line.split()
    ms, cpu, check, version = questions[name](*map(int, numbers))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": ms, "cpu": cpu, "check": check, "peak": peak, "version": version}), flush=True)
