import { hash } from 'node:crypto';

const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** UUIDs of some ids, 16 bytes each, one behind the other. */
export type SeedIds = { bytes: Buffer; /** Which ids are no UUIDs and got one made from them. */ made: Uint8Array };

/**
 * The UUID of each id: itself where it is one as Postgres writes it, else one of version 8 made from it, always the same.
 * @param side keeps users and items with equal ids apart
 */
export function seedIds(ids: readonly string[], side: 'user' | 'item'): SeedIds {
  const bytes = Buffer.alloc(ids.length * 16);
  const made = new Uint8Array(ids.length);
  ids.forEach((id, index) => {
    if (canonical.test(id)) bytes.write(id.replaceAll('-', ''), index * 16, 'hex');
    else {
      made[index] = 1;
      hash('sha256', `kindred ${side} ${id}`, 'buffer').copy(bytes, index * 16, 0, 16);
      markUuid(bytes, index * 16);
    }
  });
  return { bytes, made };
}

/** `KIND`: what the ids of interactions that Kindred wrote begin with. */
const mark = 0x4b494e44;

/** The least and the greatest id that Kindred gives an interaction. */
export const ownIds = {
  from: '4b494e44-0000-0000-0000-000000000000',
  to: '4b494e44-ffff-ffff-ffff-ffffffffffff',
} as const;

/** Writes the id of a row: the mark, 28 bits of the dataset's fingerprint, and the row's number. */
export function writeRowId(target: Buffer, at: number, fingerprint: string, row: number): void {
  target.writeUInt32BE(mark, at);
  target.writeUInt32BE(Number.parseInt(fingerprint.slice(0, 8), 16), at + 4);
  target.writeUInt32BE(0, at + 8);
  target.writeUInt32BE(row, at + 12);
  markUuid(target, at);
}

/** Version 8 (whatever its maker says) and the variant of RFC 9562. */
function markUuid(bytes: Buffer, at: number): void {
  bytes[at + 6] = (bytes[at + 6]! & 0x0f) | 0x80;
  bytes[at + 8] = (bytes[at + 8]! & 0x3f) | 0x80;
}
