import { expect, it, onTestFinished } from 'vitest';
import { loadModel } from '#runs/serving/served-model.ts';
import { rowIndices } from '#runs/matrix/csr.ts';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { postId, smallTrain, userId, writeServedBundle } from '../../support/served-bundle.ts';
import { tempHome } from '../../support/temp-home.ts';

const ones = smallTrain();
const train = { ...ones, values: new Float64Array(ones.values.length).fill(1) };

it.each(['user_knn', 'item_knn', 'ease'])(
  'of %s, news that leave the history as it is leave the scores as they are: nobody is their own neighbour',
  async (algorithm) => {
    const weighting = { preset: 'binary', aggregation: 'max' };
    const { home, remove } = tempHome();
    onTestFinished(remove);
    const { file } = await writeServedBundle(home, { algorithm, train, weighting });
    const served = loadModel(await readBundle(file));
    for (const user of [0, 7, 29]) {
      const post = postId(rowIndices(train, user)[0]!);
      const [before, after] = [new Float64Array(train.cols), new Float64Array(train.cols)];
      served.score(userId(user), [], before);
      served.score(userId(user), [{ post, type: 'view', rating: null, at: Date.UTC(2026, 5, 1) }], after);
      before.forEach((score, item) => expect(after[item]).toBeCloseTo(score, 12));
    }
  },
);
