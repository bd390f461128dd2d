import { describe, expect, it } from 'vitest';
import { createRowReader } from '#runs/data/postgres/binary-row.ts';
import { idPlan, microsOf, numberPlan, timePlan, utf8 } from '#runs/data/postgres/column-plan.ts';
import { rowNote } from '#runs/data/postgres/row-note.ts';
import { conditionOf, microsText } from '#runs/data/postgres/watermark.ts';
import { createBinaryWriter } from '#runs/data/postgres/seed/binary-writer.ts';
import { ownIds, seedIds, writeRowId } from '#runs/data/postgres/seed/seed-ids.ts';
import type { ColumnKind } from '#shared/domain/connection.ts';

const column = (name: string, type: string, kind: ColumnKind) => ({ name, type, kind, nullable: true });

describe('a row of a binary COPY', () => {
  it('is read as it was written, NULL and empty text apart', () => {
    const writer = createBinaryWriter();
    writer.row(5);
    writer.text('é');
    writer.none();
    writer.text('');
    writer.timestamp(Date.UTC(2026, 0, 1, 0, 0, 0, 123));
    writer.texts(['a', 'b']);
    const bytes = writer.end();
    const reader = createRowReader(5);
    // The server sends the mark of the end as a message of its own.
    expect(reader.read(bytes.subarray(0, -2))).toBe(true);
    expect([...reader.lengths.subarray(0, 4)]).toEqual([2, -1, 0, 8]);
    expect(bytes.toString('utf8', reader.starts[0], reader.starts[0]! + 2)).toBe('é');
    expect(microsOf(bytes, reader.starts[3]!) / 1000).toBe(Date.UTC(2026, 0, 1, 0, 0, 0, 123));
    expect(reader.read(bytes.subarray(-2))).toBe(false);
  });

  it('is refused where it is none', () => {
    expect(() => createRowReader(1).read(Buffer.from('HTTP/1.1 200 OK ...'))).toThrow('no binary COPY');
    const writer = createBinaryWriter();
    writer.row(1);
    writer.text('abc');
    const bytes = writer.end().subarray(0, -2);
    expect(() => createRowReader(2).read(bytes)).toThrow('a row of 1 columns where 2');
    expect(() => createRowReader(1).read(bytes.subarray(0, -1))).toThrow('ends early');
  });
});

describe('columns', () => {
  it('are asked for by quoted names, as bytes where that is exact', () => {
    expect(idPlan(column('a"b', 'uuid', 'uuid'))).toMatchObject({ sql: '"a""b"' });
    expect(idPlan(column('id', 'numeric(20,2)', 'number')).sql).toBe('"id"::pg_catalog.text');
    expect(numberPlan(column('w', 'integer', 'integer')).sql).toBe('"w"::pg_catalog.float8');
    expect(numberPlan(column('w', 'numeric(3,1)', 'number')).sql).toBe('"w"::pg_catalog.text');
    expect(timePlan(column('t', 'timestamp(3) without time zone', 'time'))).toMatchObject({
      sql: '"t"',
      decode: 'timestamp',
    });
    expect(timePlan(column('t', 'bigint', 'integer')).decode).toBe('text');
  });

  it.each([
    ['uuid', '0123456789abcdef0123456789abcdef', '01234567-89ab-cdef-0123-456789abcdef'],
    ['bigint', '8000000000000000', '-9223372036854775808'],
    ['bigint', '0020000000000001', '9007199254740993'],
    ['integer', 'ffffffff', '-1'],
    ['smallint', '7fff', '32767'],
  ])('%s ids are exact: %s is %s', (type, hex, text) => {
    const bytes = Buffer.from(hex, 'hex');
    expect(idPlan(column('id', type, type === 'uuid' ? 'uuid' : 'integer')).decode(bytes)).toBe(text);
  });

  it('of text that is no UTF-8 are refused, because ids would become one', () => {
    expect(() => utf8(Buffer.from([0xff, 0xfe]))).toThrow('not UTF-8');
    expect(utf8(Buffer.from('\ufeffa'))).toBe('\ufeffa');
  });

  it('of times know both infinities', () => {
    expect(microsOf(Buffer.from('7fffffffffffffff', 'hex'), 0)).toBe(Infinity);
    expect(microsOf(Buffer.from('8000000000000000', 'hex'), 0)).toBe(-Infinity);
    expect(microsOf(Buffer.alloc(8), 0)).toBe(Date.UTC(2000, 0, 1) * 1000);
  });
});

describe('watermarks', () => {
  it('are exact to the microsecond', () => {
    expect(microsText(Date.UTC(2026, 0, 1) * 1000 + 1)).toBe('2026-01-01T00:00:00.000001Z');
    expect(microsText(-1)).toBe('1969-12-31T23:59:59.999999Z');
    expect(microsText(1_767_225_600_123_456)).toBe('2026-01-01T00:00:00.123456Z');
  });

  it('become conditions with quoted names and values', () => {
    const id = column('o"id', 'bigint', 'integer');
    expect(conditionOf(null, { since: '1' })).toBe('');
    expect(conditionOf(id, {})).toBe('');
    expect(conditionOf(id, { since: "1' or 'a'='a" })).toBe(` where "o""id" > '1'' or ''a''=''a'`);
    expect(conditionOf(id, { until: '5' })).toBe(` where ("o""id" <= '5' or "o""id" is null)`);
  });
});

describe('progress', () => {
  it('says rows, rows a second and the time that is left', () => {
    expect(rowNote(1_234_567, 3_000_000, 2_411)).toBe('1,234,567 rows, 512,000 rows/s, about 3.0 s left');
    expect(rowNote(0, 100, 0)).toBe('0 rows');
    expect(rowNote(100, 100, 50)).toBe('100 rows, 2,000 rows/s');
  });
});

describe('ids for seeding', () => {
  it('are the UUIDs that are there, else always the same one, different for users and items', () => {
    const id = '3c59d152-c993-49d3-a9f8-e3a8009c693f';
    const { bytes, made } = seedIds([id, 'user1', id.toUpperCase()], 'user');
    expect(bytes.toString('hex', 0, 16)).toBe(id.replaceAll('-', ''));
    expect([...made]).toEqual([0, 1, 1]);
    expect(seedIds(['user1'], 'user').bytes).toEqual(bytes.subarray(16, 32));
    expect(seedIds(['user1'], 'item').bytes).not.toEqual(bytes.subarray(16, 32));
    expect(bytes[16 + 6]! >> 4).toBe(8);
  });

  it('of rows lie within the range that tells ours from others', () => {
    const target = Buffer.alloc(16);
    for (const row of [0, 1, 199_999_999]) {
      writeRowId(target, 0, 'ffffffff00', row);
      const text = target.toString('hex');
      expect(text >= ownIds.from.replaceAll('-', '') && text <= ownIds.to.replaceAll('-', '')).toBe(true);
    }
  });
});
