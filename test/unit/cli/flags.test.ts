import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { jsonOrText, pairs, share, wholeNumber, wholeNumbers } from '../../../main/cli/flags.ts';

describe('--set values', () => {
  it('are numbers and booleans where they look like it, else text', () => {
    const values = ['50', '-0.5', '1e-3', 'true', 'false', 'Who', '', '007', '1.', 'NaN', 'null', 'true '];
    expect(values.map(jsonOrText)).toEqual([
      50,
      -0.5,
      1e-3,
      true,
      false,
      'Who',
      '',
      '007',
      '1.',
      'NaN',
      'null',
      'true ',
    ]);
  });

  it('keep a whole number beyond 2^53 exact, as text', () => {
    expect(jsonOrText('9007199254740993')).toBe('9007199254740993');
    expect(jsonOrText('1e999')).toBe('1e999');
  });

  it('are JSON where they start like it, and a broken one is refused', () => {
    expect(jsonOrText('{"a":[1,2]}')).toEqual({ a: [1, 2] });
    expect(jsonOrText('"50"')).toBe('50');
    expect(() => jsonOrText('{a')).toThrow(InvalidArgumentError);
  });

  it('are collected by key, where = may be in the value and a key comes once', () => {
    const read = pairs(jsonOrText);
    expect(read('b=x=y', read('a=1'))).toEqual({ a: 1, b: 'x=y' });
    expect(() => read('a=2', { a: 1 })).toThrow('"a" is given twice');
    for (const wrong of ['a', '=1', '']) expect(() => read(wrong)).toThrow('key=value');
  });

  it('named __proto__ are own keys, to be refused like any unknown one', () => {
    const set = pairs(jsonOrText)('__proto__={"admin":true}');
    expect(Object.keys(set)).toEqual(['__proto__']);
    expect('admin' in {}).toBe(false);
  });
});

describe('numbers of flags', () => {
  it('are refused outside their range and where they are no decimal digits', () => {
    const limit = wholeNumber(1, 100);
    expect(limit('100')).toBe(100);
    for (const wrong of ['0', '101', '1.5', 'x', '', '1e2', '0x10', ' 5', 'NaN', '9'.repeat(20)]) {
      expect(() => limit(wrong)).toThrow('a whole number from 1 to 100');
    }
  });

  it('are shares strictly between 0 and 1', () => {
    expect(share('0.2')).toBe(0.2);
    for (const wrong of ['0', '1', '-1', 'x', '', 'NaN']) expect(() => share(wrong)).toThrow('between 0 and 1');
  });

  it('are lists of whole numbers', () => {
    expect(wholeNumbers('5, 10,20')).toEqual([5, 10, 20]);
    for (const wrong of ['', '5,', '0', '1.5', '5;10', '1001'])
      expect(() => wholeNumbers(wrong)).toThrow('from 1 to 1000');
  });
});
