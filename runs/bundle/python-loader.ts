/** `code/kindred_pyfunc.py` of every bundle: Python 3.8 and newer, the standard library and NumPy. */
export const pythonLoader = `"""Answers from a bundle of Kindred that was unpacked: lists by user, and the arrays behind them.

    python -m zipfile -e model.kindred folder
    mlflow.pyfunc.load_model("folder").predict(["user 1"], params={"limit": 10})

Needs the standard library and NumPy. Every file is compared with its SHA-256 before it is read.
"""

import hashlib
import json
import os

import numpy as np

FORMAT_VERSION = 1


class KindredModel:
    """One version of a model, with the first items of every user as Kindred computed them."""

    def __init__(self, folder):
        self.folder = folder
        self.manifest = verified_manifest(folder)
        self.user_ids = self._json("vocabularies/user-ids.json")
        self.item_ids = self._json("vocabularies/item-ids.json")
        self.row_of_user = {user: row for row, user in enumerate(self.user_ids)}
        self.lists = self.manifest["lists"]
        if self.lists is not None:
            self.indptr = self.array("lists/indptr")
            self.items = self.array("lists/items")
            self.scores = self.array("lists/scores")
            self.reasons = self.array("lists/reasons")

    def array(self, name):
        """An array of the bundle, such as "model/indptr" or "matrix/data"."""
        return np.load(os.path.join(self.folder, *name.split("/")) + ".npy", allow_pickle=False)

    def matrix(self):
        """What the model was trained on, users x items (needs SciPy)."""
        from scipy.sparse import csr_matrix

        shape = (self.manifest["matrix"]["users"], self.manifest["matrix"]["items"])
        return csr_matrix((self.array("matrix/data"), self.array("matrix/indices"), self.array("matrix/indptr")), shape)

    def recommend(self, user_id, limit=10, exclude=()):
        """The best items that the user has not seen; for a user who is not known, what the cold-start policy gives."""
        if self.lists is None:
            raise RuntimeError("This bundle has no lists, for it has too many users. Serve it: kindred serve --bundle FILE")
        limit = int(limit)
        if not 1 <= limit <= self.lists["limit"]:
            raise ValueError("limit must be from 1 to %d, got %d" % (self.lists["limit"], limit))
        row = self.row_of_user.get(str(user_id), len(self.user_ids))
        excluded = {str(item) for item in exclude}
        reason = self.lists["reasons"][self.reasons[row]] if len(self.lists["reasons"]) else None
        found = []
        for at in range(self.indptr[row], self.indptr[row + 1]):
            item = self.item_ids[self.items[at]]
            if item not in excluded:
                found.append({"post_id": item, "score": float(self.scores[at]), "reason": reason})
        return found[:limit]

    def predict(self, model_input, params=None):
        """One answer for each user of a list, an array, a dictionary or a data frame with a column "user_id"."""
        params = dict(params or {})
        limit = params.pop("limit", 10)
        exclude = params.pop("exclude_post_ids", ())
        if params:
            raise ValueError("unknown parameter %r; known: limit, exclude_post_ids" % sorted(params)[0])
        version = self.manifest["model"]["model_version"]
        answers = []
        for user in users_of(model_input):
            found = self.recommend(user, limit, exclude)
            answers.append({"user_id": user, "recommendations": found, "count": len(found), "model_version": version})
        return answers

    def _json(self, name):
        with open(os.path.join(self.folder, *name.split("/")), encoding="utf-8") as file:
            return json.load(file)


def users_of(model_input):
    if hasattr(model_input, "columns") or isinstance(model_input, dict):
        keys = list(model_input.columns if hasattr(model_input, "columns") else model_input)
        model_input = model_input["user_id" if "user_id" in keys else keys[0]]
    if isinstance(model_input, str):
        model_input = [model_input]
    values = [user["user_id"] if isinstance(user, dict) else user for user in np.ravel(np.asarray(model_input, dtype=object))]
    return [str(user) for user in values]


def verified_manifest(folder):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    if manifest.get("format") != "kindred-bundle" or manifest.get("format_version") != FORMAT_VERSION:
        raise ValueError("%s: not a bundle of format %d" % (folder, FORMAT_VERSION))
    for entry in manifest["files"]:
        digest = hashlib.sha256()
        with open(os.path.join(folder, *entry["name"].split("/")), "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        if digest.hexdigest() != entry["sha256"]:
            raise ValueError("%s: SHA-256 %s, expected %s" % (entry["name"], digest.hexdigest(), entry["sha256"]))
    return manifest


def _load_pyfunc(path):
    return KindredModel(path)
`;
