import { describe, expect, it } from 'vitest';
import { readFileWith, rowsOf } from './fixture.ts';

const small = 'user,item,rating,timestamp\n10,b,4,1714521600\n9,a,5,1714608000\n9,b,3,1714694400\n';
const rows = ['10 b 4', '9 a 5', '9 b 3'];

describe('a delimited file', () => {
  it('keeps ids as exact strings, numbers first in the vocabulary and by value', async () => {
    const { interactions, weighting, options, types } = await readFileWith(small);
    expect(rowsOf(interactions)).toEqual(rows);
    expect(interactions.userIds.ids).toEqual(['9', '10']);
    expect([...interactions.times!]).toEqual([1714521600000, 1714608000000, 1714694400000]);
    expect(weighting.preset).toBe('explicit');
    expect(options).toEqual({
      user: 'user',
      item: 'item',
      type: '',
      weight: 'rating',
      time: 'timestamp',
      format: 'delimited',
      delimiter: 'comma',
      encoding: 'auto',
      header: true,
      user_file: '',
      item_file: '',
    });
    expect(types).toEqual({ interaction: 3 });
  });

  it.each([
    ['tabs', small.replaceAll(',', '\t')],
    ['semicolons', small.replaceAll(',', ';')],
    ['pipes', small.replaceAll(',', '|')],
    ['CRLF lines', small.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${small}`],
    ['no line end at its end', small.trimEnd()],
    ['empty lines', small.replaceAll('\n', '\n\n')],
    ['quoted fields', small.replaceAll(/[^,\n]+/g, '"$&"')],
    [
      'typed headers',
      small.replace('user,item,rating,timestamp', 'user_id:token,item_id:token,rating:float,timestamp:float'),
    ],
    ['headers of another case', small.replace('user,item,rating,timestamp', 'User ID,Movie.Id,RATING,Created_At')],
  ])('may have %s', async (_what, content) => {
    expect(rowsOf((await readFileWith(content)).interactions)).toEqual(rows);
  });

  it('may be gzip, whatever its name, and UTF-16 with a mark', async () => {
    expect(rowsOf((await readFileWith(small, { zipped: true })).interactions)).toEqual(rows);
    const utf16 = Buffer.from(`\uFEFF${small}`, 'utf16le');
    expect(rowsOf((await readFileWith(utf16)).interactions)).toEqual(rows);
    expect(rowsOf((await readFileWith(Buffer.from(utf16).swap16())).interactions)).toEqual(rows);
  });

  it('reads ids with delimiters, quotes and line breaks inside quotes', async () => {
    const content = 'user,item\n"Doe, Jane","5"" disk"\nbob,"two\nlines"\n';
    expect(rowsOf((await readFileWith(content)).interactions)).toEqual(['Doe, Jane 5" disk 1', 'bob two\nlines 1']);
  });

  it('weighs types by the preset, and without types and ratings by 1', async () => {
    const typed = 'uid,post_id,event\na,x,view\na,x,like\nb,x,share\n';
    const { interactions, types, weighting } = await readFileWith(typed);
    expect([...interactions.weights]).toEqual([0.1, 0.7, 1]);
    expect(types).toEqual({ view: 1, like: 1, share: 1 });
    expect(weighting.preset).toBe('feed');
    const bare = await readFileWith('uid,sid\na,x\nb,x\n');
    expect([...bare.interactions.weights]).toEqual([1, 1]);
    expect(bare.weighting.preset).toBe('binary');
  });

  it('takes the columns that are named, and none where the name is empty', async () => {
    const content = 'Who,What,Kind,Stars\na,x,view,5\nb,y,like,2\n';
    const options = { user: 'Who', item: 'What', type: '', weight: 'Stars' };
    const { interactions } = await readFileWith(content, { options });
    expect(rowsOf(interactions)).toEqual(['a x 5', 'b y 2']);
  });

  it('takes the value of a WATCH where the source has one', async () => {
    const content = 'user,item,type,interaction_value\na,x,WATCH,0.4\na,y,LIKE,\nb,x,WATCH,\n';
    const { interactions } = await readFileWith(content, { weighting: { preset: 'media' } });
    expect([...interactions.weights]).toEqual([0.4, 1, 1]);
  });

  it('leaves bad rows out, counts them by reason and gives an example of each', async () => {
    const content =
      'user,item,rating,time\na,x,5,1714521600\n,x,5,1\na,,5,1\nb,x,NaN,1714521601\nb,x,Infinity,1\nb,x,1e999,1\nb,x,,1\nb,x,3,soon\nb,x,3\n' +
      `${'u'.repeat(600)},x,1,1\nb,y,2,1714521700\n`;
    const { interactions, dropped } = await readFileWith(content);
    expect(rowsOf(interactions)).toEqual(['a x 5', 'b y 2']);
    expect(dropped).toEqual([
      { check: 'missing', reason: 'no user', rows: 1, example: 'row 3:  x 5 1' },
      { check: 'missing', reason: 'no item', rows: 1, example: 'row 4: a  5 1' },
      { check: 'nan', reason: 'a weight that is NaN', rows: 1, example: 'row 5: b x NaN 1714521601' },
      {
        check: 'infinite',
        reason: 'a weight that is infinite',
        rows: 2,
        example: 'row 6: b x Infinity 1',
      },
      { check: 'missing', reason: 'no weight', rows: 1, example: 'row 8: b x  1' },
      { check: 'type', reason: 'unreadable time', rows: 1, example: 'row 9: b x 3 soon' },
      { check: 'shape', reason: '3 columns instead of 4', rows: 1, example: 'row 10: b x 3' },
      {
        check: 'range',
        reason: 'a user id longer than 512 characters',
        rows: 1,
        example: expect.stringMatching(/^row 11: u{192}…$/),
      },
    ]);
  });
});

describe('a delimited file is refused', () => {
  it.each([
    [
      'without an item column',
      'user,thing\na,x\n',
      {},
      /has no column that is clearly the item.*"user", "thing".*--set item=COLUMN/,
    ],
    ['without a header', '1,2,3\n1,3,4\n', {}, /looks like data: put a row with the names/],
    [
      'with a column that is not there',
      'user,item\na,x\n',
      { options: { time: 'iten' } },
      /no column "iten". Did you mean "item"\?.*--set time/,
    ],
    ['with one column in two roles', 'user,item\na,x\n', { options: { time: 'item' } }, /"item" in two roles/],
    ['with a column named twice', 'user,item,x,x\na,x,1,2\n', { options: { type: 'x' } }, /two columns named "x"/],
    ['with an unknown type', 'user,item,type\na,x,buy\n', {}, /Interaction type "buy" has no weight.*--weight buy=1/],
    [
      'where an option does not exist',
      'user,item\na,x\n',
      { options: { usr: 'user' } },
      /no option "usr". Did you mean "user"\?/,
    ],
    [
      'where ratings are asked for and missing',
      'user,item\na,x\n',
      { weighting: { preset: 'explicit' } },
      /needs ratings/,
    ],
    ['with an open quote', `user,item\na,"${'x\n'.repeat(600_000)}`, {}, /near row 2.*every quote closed/],
    ['with nothing but blank lines', '\n\n', {}, /no rows, not even a header/],
    ['when empty', '', {}, /is empty \(0 bytes\)/],
    ['when it is no text', Buffer.from('user,item\na,\xff\xfe\n', 'latin1'), {}, /is not text in UTF-8/],
    ['when it holds zero bytes', 'user,item\na,\0\n', {}, /is not text in UTF-8/],
  ])('%s', async (_case, content, settings, message) => {
    await expect(readFileWith(content, settings)).rejects.toThrow(message);
    await expect(readFileWith(content, settings)).rejects.toMatchObject({
      name: 'KindredError',
      code: 'invalid_input',
    });
  });

  it('lists at most twenty of very many columns', async () => {
    const header = Array.from({ length: 5000 }, (_, index) => `c${index}`).join(',');
    await expect(readFileWith(`${header}\n`)).rejects.toThrow(/"c19" and 4980 more/);
  });
});
