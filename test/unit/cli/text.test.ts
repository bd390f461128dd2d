import { describe, expect, it } from 'vitest';
import { displayWidth, facts, paragraphs, plainText, table } from '../../../main/cli/text.ts';
import { duration, number, signed } from '../../../main/cli/numbers.ts';

describe('text on a terminal', () => {
  it('cannot move the cursor, change colours or turn the writing direction', () => {
    expect(plainText('\u001b[31mred\u0007\u202e')).toBe('\ufffd[31mred\ufffd\ufffd');
    expect(plainText('two\nlines\tand a tab')).toBe('two\nlines\tand a tab');
  });

  it('is aligned in tables, numbers to the right and without blanks at the end', () => {
    const text = table(
      [
        { title: 'name', value: (row: [string, number]) => row[0] },
        { title: 'n', value: (row) => String(row[1]), align: 'right' },
        { title: 'note', value: () => '' },
      ],
      [
        ['a', 1],
        ['longer', 100],
        ['two\nlines', 2],
      ],
    );
    expect(text.split('\n')).toEqual(['name         n  note', 'a            1', 'longer     100', 'two lines    2']);
  });

  it('counts wide characters twice and joined emoji once', () => {
    expect(displayWidth('abc')).toBe(3);
    expect(displayWidth('漢字')).toBe(4);
    expect(displayWidth('é👩‍💻')).toBe(3);
  });

  it('puts facts in two columns and leaves empty paragraphs out', () => {
    expect(
      facts([
        ['a', '1'],
        ['bcd', '2'],
      ]),
    ).toBe('a    1\nbcd  2');
    expect(paragraphs('a', '', 'b')).toBe('a\n\nb');
  });
});

describe('numbers', () => {
  it('have four significant digits, and none of the thousandths prefixes', () => {
    const values = [0.398923, 0.1, 12.3456, 123456.7, 0.00001234567, 0, 6040, -0.5];
    expect(values.map(number)).toEqual(['0.3989', '0.1000', '12.35', '123457', '1.235e-5', '0', '6040', '-0.5000']);
  });

  it('keep zero, missing and not-a-number apart', () => {
    expect([0, null, undefined, 'NaN' as const].map(number)).toEqual(['0', '–', '–', 'NaN']);
    expect(number(Number.NaN)).toBe('NaN');
  });

  it('carry their sign as differences', () => {
    expect([0.25, -0.25, 0, null].map(signed)).toEqual(['+0.2500', '-0.2500', '0', '–']);
  });

  it('are told in units that people read', () => {
    expect([12.4, 4200, 72_000, null].map(duration)).toEqual(['12 ms', '4.2 s', '1 m 12 s', '–']);
  });
});
