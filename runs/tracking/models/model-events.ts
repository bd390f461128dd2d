import { RegistryEvent, type Evidence, type Gate } from '#shared/domain/model-version.ts';
import { read, type StoreContext, type Writer } from '../context.ts';
import { seal } from '../seal.ts';
import { modelRow } from './find-model.ts';
import { decisionOf } from './model-rows.ts';

/** What happened; who did it and why. */
export type NewEvent = Pick<RegistryEvent, 'kind' | 'version' | 'by' | 'note'> & {
  alias?: string;
  from_version?: number | null;
  override_reason?: string | null;
  gates?: readonly Gate[];
  comparison?: Evidence | null;
};

export async function addEvent(
  writer: Writer,
  { clock }: Pick<StoreContext, 'clock'>,
  modelId: string,
  event: NewEvent,
): Promise<void> {
  const { kind, version, by, note, alias, from_version, override_reason, gates = [], comparison } = event;
  const row = seal('model_events', {
    model_id: modelId,
    version,
    at: Math.round(clock.now()),
    kind,
    alias: alias ?? null,
    from_version: from_version ?? null,
    made_by: by,
    note,
    override_reason: override_reason ?? null,
    gates: JSON.stringify(gates),
    comparison: comparison ? JSON.stringify(comparison) : null,
  });
  await writer.insertInto('model_events').values(row).execute();
}

/** Everything that was decided about a model, the newest first. */
export function modelHistory(context: StoreContext, name: string): Promise<RegistryEvent[]> {
  return read(context, async (reader) => {
    const model = await modelRow(reader, name);
    const rows = await reader
      .selectFrom('model_events')
      .selectAll()
      .where('model_id', '=', model.id)
      .orderBy('sequence', 'desc')
      .execute();
    return rows.map(({ model_id: _id, crc: _crc, made_by: by, gates, comparison, ...row }) => ({
      ...row,
      model: name,
      by,
      ...decisionOf({ gates, comparison }),
    }));
  });
}
