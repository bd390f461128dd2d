"""What the field usually serves with: FastAPI over uvicorn, scikit-learn's NearestNeighbors by cosine, one query a request.

usage: fastapi_server.py FOLDER USERS ITEMS PORT
FOLDER has indptr.i32, indices.i32 and values.f64 of the users x items matrix.
GET /on-the-fly/{user}?limit=50 computes, GET /precomputed/{user}?limit=50 looks up what was computed before the start.
"""

import sys
from pathlib import Path

import numpy as np
import uvicorn
from fastapi import FastAPI
from scipy.sparse import csr_matrix
from sklearn.neighbors import NearestNeighbors

folder, users, items, port = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
matrix = csr_matrix(
    (
        np.fromfile(folder / "values.f64", dtype=np.float64),
        np.fromfile(folder / "indices.i32", dtype=np.int32),
        np.fromfile(folder / "indptr.i32", dtype=np.int32),
    ),
    shape=(users, items),
)
model = NearestNeighbors(n_neighbors=11, metric="cosine", algorithm="brute").fit(matrix)
app = FastAPI()


def recommend(user: int, limit: int):
    row = matrix[user]
    distances, neighbours = model.kneighbors(row)
    weights = 1.0 - distances[0][1:]
    scores = np.asarray(matrix[neighbours[0][1:]].T @ weights).ravel()
    scores[row.indices] = 0.0
    best = np.argpartition(-scores, limit)[:limit]
    best = best[np.argsort(-scores[best], kind="stable")]
    top = weights.sum() or 1.0
    return [
        {"post_id": f"p{item:05d}", "score": float(scores[item] / top), "reason": "collaborative_filtering"}
        for item in best
    ]


def answer(user: int, limit: int, recommendations):
    return {"user_id": f"u{user:05d}", "recommendations": recommendations, "count": len(recommendations), "limit": limit}


@app.get("/on-the-fly/{user}")
def on_the_fly(user: int, limit: int = 50):
    return answer(user, limit, recommend(user, limit))


lists = {user: recommend(user, 50) for user in range(200)}


@app.get("/precomputed/{user}")
def precomputed(user: int, limit: int = 50):
    return answer(user, limit, lists[user % 200][:limit])


uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
