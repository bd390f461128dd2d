/** The events of test/fixtures/tables/make.py as a person would write them; an empty cell is none, `""` is the empty text. */
export const csv = [
  'user_id,item_id,type,created_at',
  '007,9007199254740992,view,2024-05-01T12:00:00.5Z',
  '7,9007199254740993,like,2024-05-01T12:01:00.5Z',
  '🎬 fan,9007199254740993,view,2024-05-01T12:02:00.5Z',
  '"",1,share,2024-05-01T12:03:00.5Z',
  '00000000-0000-4000-8000-000000000001,1,click,2024-05-01T14:04:00.5+02:00',
  '007,9007199254740992,like,2024-05-01T12:05:00.5Z',
  '7,,view,2024-05-01T12:06:00.5Z',
  'naïve,3,view,2024-05-01T12:07:00.5Z',
  ',4,view,2024-05-01T12:08:00.5Z',
].join('\n');

/** The same, with ids that a JavaScript number does not hold, times in milliseconds, and members in another order. */
export const jsonLines = csv
  .split('\n')
  .slice(1)
  .map((line) => {
    const [user = '', item = '', type, at = ''] = line.split(',');
    const id = item === '' ? 'null' : item;
    const who = user === '' ? 'null' : JSON.stringify(user.replaceAll('"', ''));
    return `{"created_at":${Date.parse(at)},"item_id":${id},"type":"${type}","user_id":${who}}`;
  })
  .join('\n');

/** What those events name, in the order of ids. */
export const userIds = ['7', '', '00000000-0000-4000-8000-000000000001', '007', 'naïve', '🎬 fan'];
export const itemIds = ['1', '3', '9007199254740992', '9007199254740993'];
