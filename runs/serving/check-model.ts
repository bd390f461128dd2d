import { KindredError } from '#shared/api/errors.ts';
import type { Chain, Question } from './chain.ts';
import type { ServedModel } from './served-model.ts';

/** Users who are asked for; the first, the last and some between. */
const asked = 8;

/**
 * Asks a model that was just loaded, before anybody else does: no version that cannot answer ever becomes live.
 * @throws KindredError conflict saying what is wrong with its answers
 */
export function checkModel(model: ServedModel, chain: Chain, userIds: readonly string[]): void {
  const step = Math.max(1, Math.floor(userIds.length / asked));
  const users = userIds.filter((_, n) => n % step === 0).slice(0, asked);
  for (const user of [...users, '\u{10ffff} nobody']) {
    const question: Question = { user, session: null, limit: 10, offset: 0, exclude: [], excludeSeen: true };
    const { posts, scores, fallback } = chain.rank(question, []);
    const wrong =
      (fallback === 'error' && 'it failed') ||
      (scores.some((score) => !(score > 0 && score <= 1)) && 'a score is not between 0 and 1') ||
      (scores.some((score, n) => n > 0 && score > scores[n - 1]!) && 'scores do not descend') ||
      (posts.some((post) => model.hasSeen(user, post)) && 'it recommends what the user has seen');
    if (wrong) {
      throw new KindredError(
        'conflict',
        `${model.facts.modelVersion} is not served: asked for user "${user}", ${wrong}. What was served stays.`,
      );
    }
  }
}
