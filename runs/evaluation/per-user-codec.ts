import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';

/**
 * One artifact for all per-user values: `KPUM`, the header's length (u32), the header as JSON, zeros up to a multiple
 * of four bytes, then one float32 column a metric, in the header's order; little endian. NaN marks a user without a value.
 */
const Header = z.object({ version: z.literal(1), users: z.int().min(0), metrics: z.array(z.string()) });

const magic = [0x4b, 0x50, 0x55, 0x4d];
const preamble = 8;

/** @throws KindredError internal where the columns are not of one length */
export function encodePerUser(perUser: Record<string, Float32Array>): Uint8Array {
  const columns = Object.values(perUser);
  const users = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== users)) {
    throw new KindredError('internal', 'Per-user metrics must have one value a user, but their lengths differ.');
  }
  const header = new TextEncoder().encode(JSON.stringify({ version: 1, users, metrics: Object.keys(perUser) }));
  const start = aligned(preamble + header.length);
  const bytes = new Uint8Array(start + 4 * users * columns.length);
  const view = new DataView(bytes.buffer);
  bytes.set(magic);
  view.setUint32(4, header.length, true);
  bytes.set(header, preamble);
  let at = start;
  for (const column of columns) for (const value of column) view.setFloat32((at += 4) - 4, value, true);
  return bytes;
}

/** @throws KindredError internal where the bytes are not what `encodePerUser` wrote */
export function decodePerUser(bytes: Uint8Array): Record<string, Float32Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < preamble || magic.some((byte, i) => bytes[i] !== byte)) throw damaged('it is not such a file');
  const headerBytes = view.getUint32(4, true);
  const start = aligned(preamble + headerBytes);
  if (start > bytes.length) throw damaged('it ends within its header');
  const { users, metrics } = parseHeader(bytes.subarray(preamble, preamble + headerBytes));
  const expected = start + 4 * users * metrics.length;
  if (bytes.length !== expected) throw damaged(`it has ${bytes.length} bytes instead of ${expected}`);
  return Object.fromEntries(
    metrics.map((metric, column) => {
      const from = start + 4 * users * column;
      return [metric, Float32Array.from({ length: users }, (_, user) => view.getFloat32(from + 4 * user, true))];
    }),
  );
}

function parseHeader(bytes: Uint8Array): z.infer<typeof Header> {
  try {
    return Header.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw damaged('its header cannot be read', cause);
  }
}

const aligned = (bytes: number) => Math.ceil(bytes / 4) * 4;

function damaged(how: string, cause?: unknown): KindredError {
  return new KindredError(
    'internal',
    `The per-user metrics of this run are damaged: ${how}. Train the run again to compare it user by user.`,
    { cause },
  );
}
