import { KindredError } from '#shared/api/errors.ts';
import type { Explained, ServingStatus, Slot, TriedAnswer, TryIt } from '#shared/domain/serving.ts';
import { ExplainAnswer } from '#shared/serving/model.ts';
import { Problem } from '#shared/serving/problem.ts';
import { GenerateAnswer } from '#shared/serving/recommendations.ts';

/** How long a person who tries it waits, in milliseconds. */
const limitMs = 5000;

/** One real request for each slot that was asked for, to the API's own address. */
export async function tryOver(
  address: string | null,
  status: ServingStatus,
  { user, limit, slots }: TryIt,
): Promise<TriedAnswer[]> {
  const answers: TriedAnswer[] = [];
  for (const slot of slots) {
    const model_version = versionIn(status, slot);
    const body = JSON.stringify({ user_id: user, limit, context: { scores: 'exact', model_version } });
    const url = `${addressOf(address)}/recommendations/generate`;
    const started = performance.now();
    const json = await ask(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    const elapsed_ms = performance.now() - started;
    const { source, request_id, recommendations } = GenerateAnswer.parse(JSON.parse(json));
    answers.push({
      slot,
      model_version,
      source,
      request_id,
      elapsed_ms,
      recommendations: recommendations.map(({ post_id: item, score, reason }) => ({ item, score, reason })),
      json,
      curl: `curl -s ${url} -H 'Content-Type: application/json' -d ${quoted(body)}`,
    });
  }
  return answers;
}

/** Why an item is where it is. */
export async function explainOver(
  address: string | null,
  status: ServingStatus,
  { user, item, slot }: { user: string; item: string; slot: Slot },
): Promise<Explained> {
  const path = `/v1/users/${encodeURIComponent(user)}/explain/${encodeURIComponent(item)}`;
  const version = encodeURIComponent(versionIn(status, slot));
  const answer = ExplainAnswer.parse(
    JSON.parse(await ask(`${addressOf(address)}${path}?model_version=${version}`, {})),
  );
  const { model_version, score, contributions } = answer;
  return { user, item, model_version, score, contributions };
}

function versionIn({ versions }: ServingStatus, slot: Slot): string {
  const found = versions.find((version) => version.slot === slot);
  if (found) return found.model_version;
  throw new KindredError('not_found', `No version is ${slot}.`);
}

function addressOf(address: string | null): string {
  if (address !== null) return address;
  throw new KindredError('conflict', 'The serving API does not run. Start it first.');
}

async function ask(url: string, init: RequestInit): Promise<string> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(limitMs) }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KindredError('unavailable', `The serving API does not answer: ${reason}.`, { cause });
  });
  const text = await response.text();
  if (response.ok) return text;
  const problem = Problem.safeParse(JSON.parse(text));
  throw new KindredError(response.status === 404 ? 'not_found' : 'invalid_input', problem.data?.message ?? text);
}

/** For a shell: in single quotes, where nothing but a single quote means anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
