import type { Writer } from './context.ts';
import { seal } from './seal.ts';

/** Sets tags of a run; null takes one away, and tags that are not named stay. */
export async function setTags(writer: Writer, run: number, tags: Record<string, string | null>): Promise<void> {
  for (const [key, value] of Object.entries(tags)) {
    if (value === null) await removeTag(writer, run, key);
    else await setTag(writer, run, key, value);
  }
}

async function setTag(writer: Writer, run: number, key: string, value: string): Promise<void> {
  const tag = seal('tags', { run, key, value });
  await writer
    .insertInto('tags')
    .values(tag)
    .onConflict((conflict) => conflict.columns(['run', 'key']).doUpdateSet({ value: tag.value, crc: tag.crc }))
    .execute();
}

async function removeTag(writer: Writer, run: number, key: string): Promise<void> {
  await writer.deleteFrom('tags').where('run', '=', run).where('key', '=', key).execute();
}
