import { expect, it } from 'vitest';
import type { Connection } from '#shared/domain/connection.ts';
import {
  emptyFields,
  fieldsOf,
  fillFromUrl,
  settingsOf,
  tlsOf,
} from '../../../../../renderer/pages/data/connections/connection-fields.ts';

const url = 'postgresql://ann:p%40ss@db.example:6432/shop?sslmode=verify-ca&sslrootcert=%2Fca.pem';
const filled = {
  name: 'shop',
  host: 'db.example',
  port: '6432',
  database: 'shop',
  user: 'ann',
  tls: 'verify-ca',
  ca: '/ca.pem',
  read_only: true,
};

it('takes an address apart over the fields, and gives its password apart from them', () => {
  expect(fillFromUrl(emptyFields, ` ${url}\n`)).toEqual({ fields: filled, password: 'p@ss' });
});

it('keeps a name and the choice of writing that were made before', () => {
  const before = { ...emptyFields, name: 'mine', read_only: false };
  expect(fillFromUrl(before, url).fields).toMatchObject({ name: 'mine', read_only: false, host: 'db.example' });
});

it('says what is wrong with an address without repeating its password', () => {
  const attempt = () => fillFromUrl(emptyFields, 'postgresql://ann:p4ssw0rd@db.example:99999/shop');
  expect(attempt).toThrow('its port must be a whole number');
  expect(attempt).not.toThrow('p4ssw0rd');
});

it('starts read-only, and with the encryption that is usual for the host', () => {
  expect(emptyFields.read_only).toBe(true);
  expect(tlsOf({ tls: null, host: 'db.example' })).toBe('verify-full');
  expect(tlsOf({ tls: null, host: 'localhost' })).toBe('disable');
  expect(tlsOf({ tls: 'require', host: 'localhost' })).toBe('require');
});

it('makes settings of the fields, and fields of what was saved from them', () => {
  const { settings, errors } = settingsOf(fillFromUrl(emptyFields, url).fields);
  expect(errors).toEqual({});
  expect(settings).toEqual({
    host: 'db.example',
    port: 6432,
    database: 'shop',
    user: 'ann',
    tls: 'verify-ca',
    ca: '/ca.pem',
    read_only: true,
  });
  const saved: Connection = {
    id: 'abcdefgh',
    name: 'shop',
    created_at: 0,
    has_password: true,
    ...settings!,
    tls: 'verify-ca',
  };
  expect(fieldsOf(saved)).toEqual(filled);
});

it('names each field that is missing or wrong', () => {
  const { settings, errors } = settingsOf({ ...emptyFields, port: '70000', user: 'a\nb', database: 'd'.repeat(64) });
  expect(settings).toBeNull();
  expect(Object.keys(errors).toSorted()).toEqual(['database', 'host', 'port', 'user']);
  expect(errors).toMatchObject({ host: 'The host is missing.', port: 'A whole number from 1 to 65535.' });
});
