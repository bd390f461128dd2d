import { z } from 'zod';
import {
  Catalogue,
  Connection,
  ConnectionChoice,
  ConnectionReport,
  ConnectionSettings,
  Preview,
  SecretKeeping,
} from '#shared/domain/connection.ts';
import { Name } from '#shared/domain/id.ts';
import { Ref, call, nothing } from './call.ts';

export const connections = {
  /** Saved connections by name, and whether passwords can be kept on this computer. */
  list: call(nothing, z.object({ connections: z.array(Connection), keeping: SecretKeeping })),
  /** A new one, or a change of the one that is named. Without a password the saved one stays; null forgets it. */
  save: call(
    z.strictObject({
      connection: Ref.optional(),
      name: Name,
      settings: ConnectionSettings,
      password: z.string().max(1024).nullable().optional(),
    }),
    Connection,
  ),
  delete: call(z.strictObject({ connection: Ref }), z.object({ deleted: Connection })),
  /** Goes the way to the data stage by stage, each within five seconds; stages arrive as events too where there is an id. */
  test: call(z.strictObject({ target: ConnectionChoice, id: z.string().max(64).optional() }), ConnectionReport),
  cancelTest: call(z.strictObject({ id: z.string().max(64) }), z.object({ cancelled: z.boolean() })),
  /** Schemas, tables and columns to choose from, with known schemas recognised. */
  catalogue: call(z.strictObject({ target: ConnectionChoice }), Catalogue),
  /** The first 20 rows of what these options of the source would read, and how they were understood. */
  preview: call(
    z.strictObject({ target: ConnectionChoice, options: z.record(z.string(), z.json()).default({}) }),
    Preview,
  ),
};
