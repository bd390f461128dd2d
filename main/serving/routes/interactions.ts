import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { NewInteraction } from '#runs/serving/interaction-store.ts';
import { complaintAbout, knownTypes } from '#runs/serving/known-types.ts';
import { id, listOf } from '#shared/serving/fields.ts';
import { Interaction, maxEvents, TrackAnswer } from '#shared/serving/interactions.ts';
import { Refusal } from '../../http/refusal.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';
import { invalidInput } from '../validate.ts';

const batchBodyLimit = 1024 * 1024;

/** Each entry is judged by itself, so here only the list is. */
const List = listOf(z.unknown(), 'interactions', 1, maxEvents);
const Batch = z.strictObject({ interactions: List });
const AnyForm = z.union([Interaction, z.array(Interaction), z.strictObject({ interactions: z.array(Interaction) })]);
/** Judged here and not by the validator: a list is accepted in part. */
const Body = z.unknown().meta({ json: z.toJSONSchema(AnyForm, { io: 'input' }) });
const Headers = z.looseObject({ 'idempotency-key': id().optional() });

type Rejected = z.infer<typeof TrackAnswer>['rejected'][number];
type Judged = { index: number; interaction: NewInteraction };

/** What users did: answered 202 once it is on the disk. */
export function interactionRoutes(instance: FastifyInstance, context: ApiContext): void {
  const app = typed(instance);

  app.post(
    '/interactions/track',
    {
      bodyLimit: batchBodyLimit,
      schema: {
        tags: ['Interactions'],
        summary: 'Report one interaction, a list, or {"interactions": […]}',
        description:
          'Answered 202 once written to disk. The same idempotency key (header `Idempotency-Key`, or `idempotency_key` of an entry) ' +
          'with the same content is written once; with other content it is refused with 409. Entries of a list are accepted or rejected one by one.',
        headers: Headers,
        body: Body,
        response: answers(TrackAnswer, 202),
      },
      config: { scope: 'feedback' },
    },
    async (request, reply) => {
      const answer = await track(request.body, request.headers['idempotency-key'] ?? null, context);
      return reply
        .code(202)
        .header('Content-Type', json)
        .send(JSON.stringify({ ...answer, request_id: request.id }));
    },
  );
}

async function track(
  body: unknown,
  keyOfAll: string | null,
  context: ApiContext,
): Promise<Omit<TrackAnswer, 'request_id'>> {
  const entries = entriesOf(body);
  const accepted: Judged[] = [];
  const rejected: Rejected[] = [];
  (entries ?? [body]).forEach((entry, index) => {
    const judged = judge(entry, context, entries && keyOfAll ? `${keyOfAll}#${index}` : keyOfAll);
    if (!(judged instanceof Refusal)) accepted.push({ index, interaction: judged });
    else if (entries) rejected.push({ index, code: judged.refusal, message: judged.message });
    else throw judged;
  });
  const duplicates = await append(accepted, rejected, context, entries === null);
  if (entries && rejected.length === entries.length) throw allRejected(rejected);
  rejected.sort((a, b) => a.index - b.index);
  return { status: 'tracked', accepted: (entries?.length ?? 1) - rejected.length, duplicates, rejected };
}

/** The list; null where the body is one interaction. */
function entriesOf(body: unknown): unknown[] | null {
  if (body === null || body === undefined) throw new Refusal('INVALID_JSON', 'The body is empty; send a JSON object.');
  if (Array.isArray(body)) return check(List, body);
  return typeof body === 'object' && 'interactions' in body ? check(Batch, body).interactions : null;
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw Array.isArray(value)
    ? new Refusal('INVALID_INPUT', `the list ${parsed.error.issues[0]!.message}, got ${value.length}`)
    : invalidInput(schema, value, parsed.error);
}

/** The interaction as it is written down, or why it is not. */
function judge(entry: unknown, { runtime, now }: ApiContext, keyOfRequest: string | null): NewInteraction | Refusal {
  const parsed = Interaction.safeParse(entry);
  if (!parsed.success) return invalidInput(Interaction, entry, parsed.error);
  const { user_id: user, post_id: post, interaction_type: type, rating = null, metadata, request_id } = parsed.data;
  const weighting = runtime.versions.inSlot('live')?.model.facts.weighting;
  if (!weighting) throw new KindredError('unavailable', 'No model is loaded yet. Ask again in a moment.');
  const complaint = complaintAbout(type, rating, weighting);
  if (complaint)
    return new Refusal('INVALID_INPUT', complaint, {}, [{ field: 'interaction_type', message: complaint }]);
  const receivedAt = now();
  return {
    user,
    post,
    type,
    rating,
    metadata: metadata ? JSON.stringify(metadata) : null,
    at: parsed.data.created_at ?? receivedAt,
    receivedAt,
    requestId: request_id ?? null,
    modelVersion: request_id === undefined ? null : runtime.answerIds.versionOf(request_id),
    key: parsed.data.idempotency_key ?? keyOfRequest,
    digest: createHash('sha256').update(JSON.stringify(entry)).digest('base64url'),
  };
}

/** @returns how many were written down already; what conflicts is added to `rejected`, or thrown where it is alone */
async function append(
  accepted: readonly Judged[],
  rejected: Rejected[],
  { runtime, metrics }: ApiContext,
  isAlone: boolean,
): Promise<number> {
  if (accepted.length === 0) return 0;
  const results = await runtime.interactions
    .append(accepted.map(({ interaction }) => interaction))
    .catch(refuseOverflow);
  const types = knownTypes(runtime.versions.inSlot('live')!.model.facts.weighting);
  let duplicates = 0;
  accepted.forEach(({ index, interaction }, n) => {
    const { key, type } = interaction;
    if (results[n] === 'duplicate') duplicates += 1;
    // A type that nobody listed must not become a label: labels are for ever.
    if (results[n] === 'recorded') metrics.tracked(types?.includes(type) ? type : 'other');
    if (results[n] !== 'conflict') return;
    const message = `The idempotency key ${JSON.stringify(key)} was used for something else. Use a new key for a new interaction.`;
    if (isAlone) throw new Refusal('IDEMPOTENCY_CONFLICT', message);
    rejected.push({ index, code: 'IDEMPOTENCY_CONFLICT', message });
  });
  return duplicates;
}

function refuseOverflow(error: unknown): never {
  const details = error instanceof KindredError ? error.details : null;
  if (error instanceof KindredError && typeof details === 'object' && details !== null && 'retryAfter' in details) {
    throw new Refusal('QUEUE_FULL', error.message, { 'Retry-After': String(details.retryAfter) });
  }
  throw error;
}

/** Nothing of the list was any good: that is no success. */
function allRejected(rejected: readonly Rejected[]): Refusal {
  const isConflict = rejected.every(({ code }) => code === 'IDEMPOTENCY_CONFLICT');
  return new Refusal(
    isConflict ? 'IDEMPOTENCY_CONFLICT' : 'INVALID_INPUT',
    `None of the interactions was accepted. The first: ${rejected[0]!.message}`,
    {},
    rejected.map(({ index, message }) => ({ field: `interactions.${index}`, message })),
  );
}
