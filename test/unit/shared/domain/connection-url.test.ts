import { describe, expect, it } from 'vitest';
import { formatConnectionUrl, parseConnectionUrl, withoutPasswords } from '#shared/domain/connection-url.ts';

describe('the address of a database', () => {
  it.each([
    ['postgresql://postgres:postgres@localhost:5433/threads', 'localhost', 5433, 'threads', 'postgres', 'disable'],
    ['postgres://u:pw@db.example.org/shop', 'db.example.org', 5432, 'shop', 'pw', 'verify-full'],
    ['postgres://u:pw@db.example.org/shop?sslmode=require', 'db.example.org', 5432, 'shop', 'pw', 'require'],
    ['postgresql://u:pw@[::1]:5/x', '::1', 5, 'x', 'pw', 'disable'],
    ['postgresql://u:pw@/db?host=/var/run/postgresql', '/var/run/postgresql', 5432, 'db', 'pw', 'disable'],
    ['postgres://u@host', 'host', 5432, 'u', null, 'verify-full'],
  ])('%s is taken apart', (url, host, port, database, password, tls) => {
    const parsed = parseConnectionUrl(url);
    expect(parsed.password).toBe(password);
    expect(parsed.settings).toMatchObject({ host, port, database, tls, read_only: true });
    expect(parseConnectionUrl(formatConnectionUrl(parsed.settings)).settings).toEqual(parsed.settings);
  });

  it.each(['p@ss:w/rd#%x', '100%', 'a?b', '@', 'a@b/c@d', ':::', '%zz', '#'])(
    'keeps the password %s whole as it was typed, and as it is escaped',
    (password) => {
      for (const written of [password, encodeURIComponent(password)]) {
        const parsed = parseConnectionUrl(`postgres://u:${written}@h:1/d`);
        expect(parsed).toMatchObject({ password, settings: { host: 'h', port: 1, database: 'd', user: 'u' } });
        expect(formatConnectionUrl(parsed.settings)).toBe('postgresql://u@h:1/d');
      }
    },
  );

  it.each([
    ['mysql://u:s3cret@h/d', 'does not begin with postgresql://'],
    ['postgres://:s3cret@h/d', 'it names no user'],
    ['postgres://u:s3cret@h:99999/d', 'its port must be a whole number from 1 to 65535'],
    [
      'postgres://u:s3cret@h/d?sslmod=require',
      'the parameter "sslmod", which Kindred does not know. Did you mean "sslmode"?',
    ],
    ['postgres://u:s3cret@h/d?sslmode=prefer', 'goes on without encryption where there is none'],
    ['postgres://u:s3cret@h/d?sslmode=maybe', 'disable, require, verify-ca, verify-full'],
    ['postgres://u:s3cret@h/\0', 'zero character'],
    [`postgres://u:s3cret@h/${'d'.repeat(64)}`, 'Too big'],
  ])('refuses %s without repeating the password', (url, reason) => {
    let message = '';
    try {
      parseConnectionUrl(url);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain(reason);
    expect(message).not.toContain('s3cret');
  });

  it.each([
    'postgres://u:s3cret@h/d',
    'postgresql://u:s3cret/x@h/d?sslmode=require',
    'mysql://u:s3cret@h/d',
    'postgres://h/d?user=u&password=s3cret',
    'see "postgres://u:s3cret#1@h/d" there',
  ])('loses its password in messages: %s', (text) => {
    expect(withoutPasswords(text)).not.toContain('s3cret');
  });
});
