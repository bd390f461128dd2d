import { KindredError } from '../api/errors.ts';
import type { Source } from './source.ts';

/** What an answer came from: the API, or the client itself because the API did not answer. */
export type ClientSource = 'ml_recommendations' | 'random_fallback';

export type ClientRecommendation = { post_id: string; score: number; reason: string };

export type ClientAnswer = {
  recommendations: ClientRecommendation[];
  source: ClientSource;
  /** Which stage of the API answered; null for a fallback of the client. */
  served_by: Source | null;
  model_version: string | null;
  /** To be given with the interactions that follow from this answer; null for a fallback. */
  request_id: string | null;
  /** Why the API did not answer; null where it did. */
  error: string | null;
};

/** Posts that the client knows by itself, for when the API is away: the most popular ones, or any. */
export type FallbackPosts = (userId: string, limit: number) => Promise<readonly string[]> | readonly string[];

export type ServingClientOptions = {
  /** `http://127.0.0.1:8000`. */
  url: string;
  /** An API key, where the API asks for one. */
  key?: string;
  /** How long an answer may take, in milliseconds; 3,000 unless said. */
  timeoutMs?: number;
  /** The same for the health check; 1,000 unless said. */
  healthTimeoutMs?: number;
  /** Without it a fallback has no posts. */
  fallback?: FallbackPosts;
  /** For tests and other runtimes. */
  fetch?: typeof fetch;
};

export type RecommendationOptions = {
  offset?: number;
  excludePostIds?: readonly string[];
  excludeSeen?: boolean;
  signal?: AbortSignal;
};

/** The serving API as a web back end uses it. It never throws because the API is slow, down or wrong: it falls back, and says so. */
export type ServingClient = {
  /** Within the time-out in any case, the fallback's own time aside. */
  getRecommendations(userId: string, limit?: number, options?: RecommendationOptions): Promise<ClientAnswer>;
  /** Within a second; false for slow, down, wrong and not ready alike. */
  healthCheck(): Promise<boolean>;
  /**
   * Reports interactions, one or many.
   * @throws KindredError unavailable (try again) or invalid_input (do not): here nothing can take the API's place
   */
  track(interactions: readonly ClientInteraction[]): Promise<Tracked>;
};

/** What became of a report: how many were written down, and which were not. */
export type Tracked = { accepted: number; rejected: { index: number; message: string }[] };

export type ClientInteraction = {
  user_id: string;
  post_id: string;
  interaction_type: string;
  metadata?: Record<string, unknown>;
  rating?: number;
  created_at?: number | string;
  request_id?: string;
  idempotency_key?: string;
};

export function createServingClient(options: ServingClientOptions): ServingClient {
  const { key, timeoutMs = 3000, healthTimeoutMs = 1000, fallback = () => [] } = options;
  const url = options.url.replace(/\/+$/, '');
  const send = options.fetch ?? fetch;
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    ...(key !== undefined && { Authorization: `Bearer ${key}` }),
  };

  /** The time-out covers the body too: an answer that begins and never ends is none. */
  async function ask(path: string, body: object | null, limitMs: number, signal?: AbortSignal): Promise<Answered> {
    const timeout = AbortSignal.timeout(limitMs);
    const response = await send(url + path, {
      ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers,
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
      redirect: 'error',
    });
    return { status: response.status, isOk: response.ok, text: await response.text() };
  }

  async function fallBack(userId: string, limit: number, cause: unknown): Promise<ClientAnswer> {
    const error = cause instanceof Error ? cause.message : String(cause);
    const posts = await Promise.resolve()
      .then(() => fallback(userId, limit))
      .catch(() => []);
    const recommendations = posts.slice(0, limit).map((post_id) => ({ post_id, score: 0, reason: 'random_fallback' }));
    return {
      recommendations,
      source: 'random_fallback',
      served_by: null,
      model_version: null,
      request_id: null,
      error,
    };
  }

  return {
    async getRecommendations(userId, limit = 10, { offset = 0, excludePostIds = [], excludeSeen = true, signal } = {}) {
      const context = { exclude_seen: excludeSeen };
      const body = { user_id: userId, limit, offset, exclude_post_ids: excludePostIds, context };
      try {
        return readAnswer(await ask('/recommendations/generate', body, timeoutMs, signal));
      } catch (error) {
        // Whoever gave up themselves wants no fallback.
        signal?.throwIfAborted();
        return fallBack(userId, limit, error);
      }
    },
    healthCheck: () =>
      ask('/health', null, healthTimeoutMs).then(
        ({ isOk, text }) => isOk && isObject(parse(text)) && text.includes('"healthy"'),
        () => false,
      ),
    async track(interactions) {
      const answered = await ask('/interactions/track', { interactions }, timeoutMs).catch((cause: unknown) => {
        throw new KindredError('unavailable', `The serving API at ${url} does not answer.`, { cause });
      });
      const tracked = answered.status === 202 ? readTracked(answered.text) : null;
      if (tracked) return tracked;
      const isWrong = answered.status >= 400 && answered.status < 500 && answered.status !== 429;
      throw new KindredError(isWrong ? 'invalid_input' : 'unavailable', messageOf(answered));
    },
  };
}

type Answered = { status: number; isOk: boolean; text: string };

/** @throws Error for whatever is not an answer of this API */
function readAnswer(answered: Answered): ClientAnswer {
  const value = answered.isOk ? parse(answered.text) : null;
  if (!isObject(value) || !Array.isArray(value['recommendations'])) throw new Error(messageOf(answered));
  const { recommendations, source, model_version, request_id } = value;
  const isWhole = recommendations.every((entry: unknown) => isObject(entry) && typeof entry['post_id'] === 'string');
  if (!isWhole || typeof model_version !== 'string' || typeof request_id !== 'string')
    throw new Error(messageOf(answered));
  return {
    recommendations: recommendations as ClientRecommendation[],
    source: 'ml_recommendations',
    served_by: source as Source,
    model_version,
    request_id,
    error: null,
  };
}

function readTracked(text: string): Tracked | null {
  const value = parse(text);
  if (!isObject(value) || !Array.isArray(value['rejected'])) return null;
  return { accepted: Number(value['accepted']), rejected: value['rejected'] as Tracked['rejected'] };
}

function messageOf({ status, text }: Answered): string {
  const value = parse(text);
  const message =
    isObject(value) && typeof value['message'] === 'string'
      ? value['message']
      : 'an answer that it does not understand';
  return `The serving API answered ${status}: ${message}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
