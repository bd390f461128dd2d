import { z } from 'zod';
import { Id, Name } from './id.ts';

/** How the way to the server is protected; libpq's words. */
export const TlsMode = z.enum(['disable', 'require', 'verify-ca', 'verify-full']);
export type TlsMode = z.infer<typeof TlsMode>;

/** What each mode means, for people. */
export const tlsModeText: Record<TlsMode, string> = {
  disable: 'Not encrypted',
  require: 'Encrypted, but the server is not verified',
  'verify-ca': 'Encrypted; the certificate comes from a known authority',
  'verify-full': 'Encrypted; the certificate comes from a known authority and names this host (recommended)',
};

/** Postgres cuts longer names off without a word, so that two of them could mean one thing. */
export const maxNameBytes = 63;

const text = (what: string, longest: number) =>
  z
    .string()
    .min(1, `${what} is missing`)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, `${what} has control characters, which no name has`);

/** Where a database is and how to reach it. Never the password. */
export const ConnectionSettings = z.strictObject({
  host: text('the host', 255).describe(
    'Name or address of the server, or the folder of its socket (/var/run/postgresql)',
  ),
  port: z.int().min(1).max(65_535).default(5432),
  database: text('the database', maxNameBytes),
  user: text('the user', maxNameBytes),
  tls: TlsMode.optional().describe('verify-full unless said; on this computer disable'),
  ca: text('the file', 4096).optional().describe('File with the authority that signed the certificate (PEM)'),
  read_only: z
    .boolean()
    .default(true)
    .describe('Kindred writes nothing through this connection, and the server is told so'),
});

/** A saved connection. The password is in the secret store of the computer, never here. */
export const Connection = z.object({
  id: Id,
  name: Name,
  created_at: z.number(),
  ...ConnectionSettings.shape,
  tls: TlsMode,
  has_password: z.boolean().describe('A password is kept for it on this computer'),
});

/** Which database: a saved connection by name or id, an address, or settings that are not saved yet. */
export const ConnectionChoice = z.union([
  z.strictObject({ connection: z.string().min(1).max(200) }),
  z.strictObject({ url: z.string().min(1).max(4096) }),
  z.strictObject({
    settings: ConnectionSettings,
    password: z.string().max(1024).nullable().optional(),
    password_of: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('A saved connection whose password is used where none is given'),
  }),
]);

/** Where passwords are kept, and the sentence that says why they cannot be, where they cannot. */
export const SecretKeeping = z.object({ kind: z.enum(['keychain', 'file', 'none']), refusal: z.string().nullable() });

/** The steps on the way to data, in their order. */
export const StageName = z.enum(['dns', 'tcp', 'tls', 'sign-in', 'read', 'rows']);

export const ConnectionStage = z.object({
  name: StageName,
  ok: z.boolean(),
  ms: z.number(),
  /** What happened, with names. */
  sentence: z.string(),
  /** What to try; null where all is well. */
  hint: z.string().nullable(),
});

/** The stages up to the first that failed. */
export const ConnectionReport = z.object({
  ok: z.boolean(),
  stages: z.array(ConnectionStage),
  /** What must be said although it works: a role that may do too much, a way without encryption. */
  warnings: z.array(z.string()),
});

/** What a column can be used for. */
export const ColumnKind = z.enum(['integer', 'number', 'text', 'uuid', 'time', 'date', 'boolean', 'json', 'other']);

export const TableColumn = z.object({
  name: z.string(),
  /** As Postgres writes it: `character varying(50)`. */
  type: z.string(),
  kind: ColumnKind,
  nullable: z.boolean(),
});

export const TableKind = z.enum([
  'table',
  'partitioned table',
  'partition',
  'view',
  'materialized view',
  'foreign table',
]);

export const CatalogueTable = z.object({
  schema: z.string(),
  name: z.string(),
  kind: TableKind,
  /** As the server's statistics have it; null where it never counted. */
  rows: z.number().nullable(),
  /** This role may select from it. */
  readable: z.boolean(),
  columns: z.array(TableColumn),
});

/** A schema that Kindred knows, found in a database, and the options of the source that read it. */
export const RecognisedPreset = z.object({
  preset: z.enum(['feed', 'media']),
  sentence: z.string(),
  options: z.record(z.string(), z.string()),
});

export const Catalogue = z.object({
  database: z.string(),
  tables: z.array(CatalogueTable),
  /** There are more than are listed. */
  truncated: z.boolean(),
  recognised: z.array(RecognisedPreset),
});

/** The first rows of what a mapping would read, as text, and what was recognised. */
export const Preview = z.object({
  /** `table public.user_interaction`, or `the statement` */
  from: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      role: z.enum(['user', 'item', 'type', 'weight', 'time']).nullable(),
    }),
  ),
  rows: z.array(z.array(z.string().nullable())),
  estimate: z.number().nullable().describe('Rows there are, as the server guesses'),
  warnings: z.array(z.string()),
  /** Why it cannot be read like this yet, as a sentence; null where it can. */
  problem: z.string().nullable(),
  /** The options of the source as they were understood: what `datasets.create` takes. */
  options: z.record(z.string(), z.json()),
});

/** What was written into a database. */
export const SeedReport = z.object({
  /** `database "shop" on localhost:5432` */
  place: z.string(),
  schema: z.string(),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), created: z.boolean() })),
  duration_ms: z.number(),
});

export type SeedReport = z.infer<typeof SeedReport>;
export type ConnectionSettings = z.infer<typeof ConnectionSettings>;
export type ConnectionChoice = z.infer<typeof ConnectionChoice>;
export type Connection = z.infer<typeof Connection>;
export type SecretKeeping = z.infer<typeof SecretKeeping>;
export type StageName = z.infer<typeof StageName>;
export type ConnectionStage = z.infer<typeof ConnectionStage>;
export type ConnectionReport = z.infer<typeof ConnectionReport>;
export type ColumnKind = z.infer<typeof ColumnKind>;
export type TableColumn = z.infer<typeof TableColumn>;
export type TableKind = z.infer<typeof TableKind>;
export type CatalogueTable = z.infer<typeof CatalogueTable>;
export type RecognisedPreset = z.infer<typeof RecognisedPreset>;
export type Catalogue = z.infer<typeof Catalogue>;
export type Preview = z.infer<typeof Preview>;

/** Addresses that never leave this computer, and sockets, which are folders. */
export const isLocalHost = (host: string): boolean =>
  host.startsWith('/') || /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host);

/** Encrypted and verified unless the way stays on this computer. */
export const defaultTls = (host: string): TlsMode => (isLocalHost(host) ? 'disable' : 'verify-full');
