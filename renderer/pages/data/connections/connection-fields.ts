import { parseConnectionUrl } from '#shared/domain/connection-url.ts';
import { ConnectionSettings, defaultTls, type Connection, type TlsMode } from '#shared/domain/connection.ts';
import { capital } from '../../../text/capital.ts';

/** The fields of the dialog as they are typed. The password is not among them: it stays in its input, which no state mirrors. */
export type ConnectionFields = {
  name: string;
  host: string;
  port: string;
  database: string;
  user: string;
  /** Null for what is usual for the host. */
  tls: TlsMode | null;
  ca: string;
  read_only: boolean;
};

export const emptyFields: ConnectionFields = {
  name: '',
  host: '',
  port: '5432',
  database: '',
  user: '',
  tls: null,
  ca: '',
  read_only: true,
};

const fieldsOfSettings = ({ host, port, database, user, tls, ca }: ConnectionSettings) => ({
  host,
  port: String(port),
  database,
  user,
  tls: tls === undefined || tls === defaultTls(host) ? null : tls,
  ca: ca ?? '',
});

export const fieldsOf = ({ name, read_only, ...settings }: Connection): ConnectionFields => ({
  name,
  read_only,
  ...fieldsOfSettings({ ...settings, read_only }),
});

/** The mode that is used: the chosen one, else the usual one of the host. */
export const tlsOf = ({ tls, host }: Pick<ConnectionFields, 'tls' | 'host'>): TlsMode => tls ?? defaultTls(host);

/**
 * An address taken apart over the fields. What it does not say stays: the name, and whether it is read-only.
 * @throws KindredError invalid_input that says what is wrong with it, without the password
 */
export function fillFromUrl(
  before: ConnectionFields,
  url: string,
): { fields: ConnectionFields; password: string | null } {
  const { settings, password } = parseConnectionUrl(url.trim());
  const name = before.name.trim() === '' ? settings.database : before.name;
  return { fields: { ...before, ...fieldsOfSettings(settings), name }, password };
}

export type FieldErrors = Partial<Record<keyof ConnectionFields, string>>;

/** What the contract takes, or what is wrong with which field. */
export function settingsOf(fields: ConnectionFields): { settings: ConnectionSettings | null; errors: FieldErrors } {
  const { host, port, database, user, ca, read_only } = fields;
  const parsed = ConnectionSettings.safeParse({
    host: host.trim(),
    port: /^\d+$/.test(port.trim()) ? Number(port) : 0,
    database,
    user,
    tls: tlsOf(fields),
    ...(ca.trim() !== '' && { ca: ca.trim() }),
    read_only,
  });
  if (parsed.success) return { settings: parsed.data, errors: {} };
  const errors: FieldErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = fieldNames.find((name) => name === path[0]);
    if (field && errors[field] === undefined) errors[field] = field === 'port' ? portText : sentence(message);
  }
  return { settings: null, errors };
}

const fieldNames = Object.keys(emptyFields) as (keyof ConnectionFields)[];
const portText = 'A whole number from 1 to 65535.';
const sentence = (message: string) => `${capital(message)}.`;
