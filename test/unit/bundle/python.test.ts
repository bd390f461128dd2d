import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBundle } from '#runs/bundle/write-bundle.ts';
import { temporaryFolder, trained } from './fixture.ts';

const python = process.env['KINDRED_PYTHON'] ?? 'python3';

function runPython(code: string, ...args: string[]): string {
  return execFileSync(python, ['-c', code, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function has(modules: string): boolean {
  try {
    runPython(`import ${modules}`);
    return true;
  } catch {
    return false;
  }
}

const arrays = has('numpy, scipy');
const mlflow = has('mlflow.pyfunc');
const unless = (there: boolean, needs: string) =>
  there ? '' : ` (skipped: ${python} has no ${needs}; KINDRED_PYTHON names another)`;

async function unpacked() {
  const folder = temporaryFolder();
  const { contents } = await trained();
  const file = join(folder, 'a.kindred');
  await writeBundle(file, contents);
  const into = join(folder, 'unpacked');
  execFileSync(python, ['-m', 'zipfile', '-e', file, into]);
  return { into, contents };
}

type Answer = {
  user_id: string;
  recommendations: { post_id: string; score: number; reason: string }[];
  count: number;
  model_version: string;
};

/** What the lists of a bundle say of a row, as Python answers it. */
function expectedAnswers({ contents }: Awaited<ReturnType<typeof unpacked>>, limit: number): Answer[] {
  const { lists, userIds, itemIds, name, version } = contents;
  const { indptr, items, scores, reasons, names } = lists!;
  return [...userIds, 'a stranger'].map((user_id, row) => {
    const places = Array.from({ length: indptr[row + 1]! - indptr[row]! }, (_, i) => indptr[row]! + i).slice(0, limit);
    const recommendations = places.map((at) => ({
      post_id: itemIds[items[at]!]!,
      score: scores[at]!,
      reason: names[reasons[row]!]!,
    }));
    return { user_id, recommendations, count: recommendations.length, model_version: `${name}_v${version}` };
  });
}

describe('Python', () => {
  it.skipIf(!arrays)(
    `reads every array of a bundle with NumPy and SciPy${unless(arrays, 'NumPy and SciPy')}`,
    async () => {
      const { into, contents } = await unpacked();
      const answer = runPython(
        `
import json, sys, numpy as np
from scipy.sparse import csr_matrix
load = lambda name: np.load(sys.argv[1] + "/" + name + ".npy", allow_pickle=False)
shape = json.load(open(sys.argv[1] + "/manifest.json"))["matrix"]
matrix = csr_matrix((load("matrix/data"), load("matrix/indices"), load("matrix/indptr")), (shape["users"], shape["items"]))
matrix.check_format(full_check=True)
similarities = load("model/similarities")
print(json.dumps([matrix.toarray().tolist(), str(similarities.dtype), similarities.tolist()]))`,
        into,
      );
      const { train, saved } = contents;
      const dense = Array.from({ length: train.rows }, () => Array.from({ length: train.cols }, () => 0));
      for (let row = 0; row < train.rows; row++) {
        for (let p = train.indptr[row]!; p < train.indptr[row + 1]!; p++)
          dense[row]![train.indices[p]!] = train.values[p]!;
      }
      expect(JSON.parse(answer)).toEqual([dense, 'float64', [...saved.arrays['similarities']!]]);
    },
  );

  it.skipIf(!arrays)(`answers with the loader in a bundle as Kindred does${unless(arrays, 'NumPy')}`, async () => {
    const bundle = await unpacked();
    const answer = runPython(
      `
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1] + "/code")
import kindred_pyfunc
model = kindred_pyfunc._load_pyfunc(sys.argv[1])
print(json.dumps(model.predict(json.loads(sys.argv[2]), {"limit": 4})))`,
      bundle.into,
      JSON.stringify([...bundle.contents.userIds, 'a stranger']),
    );
    expect(JSON.parse(answer)).toEqual(expectedAnswers(bundle, 4));
  });

  it.skipIf(!arrays)(`refuses a file that was changed, with both hashes${unless(arrays, 'NumPy')}`, async () => {
    const { into } = await unpacked();
    writeFileSync(join(into, 'vocabularies/user-ids.json'), '[]');
    const load = `import sys; sys.path.insert(0, sys.argv[1] + "/code"); import kindred_pyfunc; kindred_pyfunc._load_pyfunc(sys.argv[1])`;
    expect(() => runPython(load, into)).toThrow(/user-ids\.json: SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}/);
  });

  it.skipIf(!mlflow)(`loads a bundle as a pyfunc of MLflow${unless(mlflow, 'MLflow')}`, async () => {
    const bundle = await unpacked();
    const answer = runPython(
      `
import json, sys, mlflow.pyfunc, pandas
model = mlflow.pyfunc.load_model(sys.argv[1])
users = json.loads(sys.argv[2])
answers = model.predict(users, params={"limit": 4})
assert answers == model.predict(pandas.DataFrame({"user_id": users}), params={"limit": 4})
print(json.dumps(answers))`,
      bundle.into,
      JSON.stringify([...bundle.contents.userIds, 'a stranger']),
    );
    expect(JSON.parse(answer)).toEqual(expectedAnswers(bundle, 4));
  });
});
