import { KindredError } from '#shared/api/errors.ts';
import { modelVersionName } from '#shared/domain/model-version.ts';
import type { Source } from '#shared/serving/source.ts';
import { createAnswerIds, type AnswerIds } from './answer-ids.ts';
import { createChain, usualFallbacks, type Chain, type Fallback, type Question, type Ranked } from './chain.ts';
import { checkModel } from './check-model.ts';
import type { ServedBundle } from './helper-worker.ts';
import { createHelpers } from './helpers.ts';
import { lenientWeigher } from './known-types.ts';
import { createInteractionLog, type InteractionLog } from './interaction-log.ts';
import type { StoredInteraction } from './interaction-store.ts';
import { createLatencyWindow, type LatencyWindow } from './latency-window.ts';
import type { Precomputed } from './precomputed.ts';
import { loadModel } from './served-model.ts';
import { createShadow, type Shadow } from './shadow.ts';
import { createTrending, type Trending } from './trending.ts';
import { createVersions, type Loaded, type Versions } from './versions.ts';

export type RuntimeOptions = {
  /** The file of interactions; made where it is absent. */
  interactions: string;
  /** `helper-worker`, in source or bundled. */
  helper: URL;
  fallbacks?: readonly Fallback[];
  precomputed?: Precomputed | null;
  /** Interactions that may wait to be passed on to another database; null where none are. */
  outboxLimit?: number | null;
  /** Milliseconds since 1970. */
  now?: () => number;
  onError(what: string, error: unknown): void;
  /** Told of each comparison in the shadow. */
  onOverlap?: (overlap: number) => void;
};

/** A version that answers, with its chain and how long its newest answers took. */
export type Served = Loaded & { file: string; chain: Chain; latency: LatencyWindow; requests: number };

export type Answer = Ranked & { modelVersion: string };

/** A version by name, or the one that the user gets. */
export type Wish = { user: string; modelVersion: string | undefined };

/** What a bundle must be, where that is known: its SHA-256, the version in it. */
export type Expected = { sha256?: string; version?: string };

/** Loaded bundles that answer, and what users did since. No HTTP here. */
export type Runtime = {
  versions: Versions<Served>;
  interactions: InteractionLog;
  answerIds: AnswerIds;
  /**
   * Reads, verifies and tries a bundle; nobody gets it yet.
   * @throws KindredError where it is refused, or is not what was expected: what was served stays
   */
  load(file: string, expected?: Expected): Promise<Served>;
  /** @throws KindredError unavailable before anything is live, not_found for a version that is not loaded */
  choose(wish: Wish): Served;
  /** Without a wait where nothing precomputed is read. */
  answer(served: Served, question: Question): Answer | Promise<Answer>;
  setShadowing(on: boolean): void;
  shadow(): Shadow | null;
  close(): Promise<void>;
};

/** Seconds of latencies that are kept for charts. */
export const keptSeconds = 120;
/** Interactions that trends are made of when the process starts. */
const recentInteractions = 100_000;

export function createRuntime(options: RuntimeOptions): Runtime {
  const { now = Date.now, precomputed = null, onError } = options;
  const helpers = createHelpers(options.helper);
  const versions = createVersions<Served>();
  const interactions = createInteractionLog(options.interactions, helpers.append, options.outboxLimit ?? null);
  const trending = createTrending(now());
  const answerIds = createAnswerIds();
  let shadow: Shadow | null = null;

  for (const version of interactions.clicks().keys()) answerIds.know(version);
  const followTrends = (found: readonly StoredInteraction[]) => addTrends(trending, versions, found);
  interactions.listen(followTrends);

  async function load(file: string, expected: Expected = {}): Promise<Served> {
    const bundle = await helpers.readBundle(file);
    requireExpected(bundle, file, expected);
    const model = loadModel(bundle);
    const report = (source: Source, error: unknown) => onError(`${model.facts.modelVersion}: ${source}`, error);
    const chain = createChain(model, { trending, fallbacks: options.fallbacks ?? usualFallbacks, onError: report });
    checkModel(model, chain, bundle.userIds);
    const served = { file, model, chain, loadedAt: now(), latency: createLatencyWindow(keptSeconds), requests: 0 };
    answerIds.know(model.facts.modelVersion);
    const isFirst = versions.all().length === 0;
    versions.add(served);
    if (isFirst) followTrends(interactions.newest(recentInteractions));
    return served;
  }

  function rank(served: Served, question: Question): Ranked {
    return served.chain.rank(question, question.session ? [] : interactions.ofUser(question.user));
  }

  /** Gives the candidate the same question once the reply is on its way. */
  function compareInShadow(served: Served, question: Question, ranked: Ranked, ms: number): void {
    const candidate = versions.inSlot('candidate');
    if (!shadow || !candidate || served !== versions.inSlot('live') || question.offset > 0) return;
    shadow.compare({ posts: ranked.posts, ms }, () => rank(candidate, question).posts);
  }

  function finish(served: Served, question: Question, ranked: Ranked, started: number): Answer {
    const ms = performance.now() - started;
    const { modelVersion } = served.model.facts;
    served.requests += 1;
    served.latency.add(Math.floor(now() / 1000), ms, ranked.fallback === 'error');
    if (ranked.posts.length > 0) interactions.answered(modelVersion);
    compareInShadow(served, question, ranked, ms);
    return { ...ranked, modelVersion };
  }

  async function withPrecomputed(served: Served, question: Question, source: Precomputed): Promise<Ranked> {
    const read = async (): Promise<Ranked | null> => {
      const list = await source.read(question.user);
      if (!list) return null;
      const ranked = served.chain.filter(question, interactions.ofUser(question.user), list);
      return ranked.total > 0 ? ranked : null;
    };
    if (source.order === 'first') return (await read()) ?? rank(served, question);
    const ranked = rank(served, question);
    return ranked.source === 'model' ? ranked : ((await read()) ?? ranked);
  }

  return {
    versions,
    interactions,
    answerIds,
    load,
    choose({ user, modelVersion }) {
      const served = modelVersion === undefined ? versions.of(user) : versions.find(modelVersion);
      if (served) return served;
      throw new KindredError('unavailable', 'No model is loaded yet. Ask again in a moment.');
    },
    answer(served, question) {
      const started = performance.now();
      if (!precomputed || question.session) return finish(served, question, rank(served, question), started);
      return withPrecomputed(served, question, precomputed).then((ranked) => finish(served, question, ranked, started));
    },
    setShadowing(on) {
      shadow = on ? (shadow ?? createShadow(options.onOverlap ?? (() => {}))) : null;
    },
    shadow: () => shadow,
    async close() {
      await interactions.close();
      await helpers.close();
    },
  };
}

function requireExpected({ sha256, name, version }: ServedBundle, file: string, expected: Expected): void {
  const held = modelVersionName(name, version);
  if (expected.version !== undefined && expected.version !== held) {
    throw new KindredError('conflict', `${file} holds ${held}, not ${expected.version}. What was served stays.`);
  }
  if (expected.sha256 === undefined || expected.sha256 === sha256) return;
  throw new KindredError(
    'conflict',
    `${file} is not the bundle that was registered: its SHA-256 is ${sha256}, it should be ${expected.sha256}. What was served stays.`,
  );
}

/** Interactions count in trends as the live version weighs them. */
function addTrends(trending: Trending, versions: Versions<Served>, found: readonly StoredInteraction[]): void {
  const live = versions.inSlot('live') ?? versions.all()[0];
  if (!live) return;
  const weigh = lenientWeigher(live.model.facts.weighting);
  for (const { post, type, rating, at } of found) trending.add(post, at, weigh(type, rating));
}
