import type { DatasetCheck, RowCheck } from '#shared/domain/dataset.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { SourceData } from './source.ts';

/** Times outside these years come from a wrong unit more often than from the past or the future. */
const earliest = Date.UTC(1980, 0);
const latest = Date.UTC(2100, 0);
/** Share of the rows that may be left out before it is worth a warning. */
const mostLeftOut = 0.05;
/** Share of users with one or two interactions above which most of them cannot be measured. */
const mostCold = 0.5;

/** What is found in the columns of a dataset as they are stored: their shape, types, NaN, infinities and ranges (SPEC 9). */
export function checksOf(data: SourceData): DatasetCheck[] {
  const { weights, times } = data.interactions;
  return [
    shapeOf(data),
    typesOf(data),
    numbers('NaN', 'NaN', Number.isNaN, data),
    numbers('infinity', 'infinite', (value) => value === Infinity || value === -Infinity, data),
    weightsOf(weights),
    timesOf(times),
    leftOut(data),
    usersOf(data),
  ];
}

const check = (name: DatasetCheck['name'], isOk: boolean, sentence: string): DatasetCheck => ({
  name,
  state: isOk ? 'ok' : 'warning',
  sentence,
});

function shapeOf({ interactions, dropped }: SourceData): DatasetCheck {
  const { users, items, weights, times, userIds, itemIds } = interactions;
  const rows = users.length;
  const isEven = items.length === rows && weights.length === rows && (times === null || times.length === rows);
  const isKnown = users.every((user) => user < userIds.size) && items.every((item) => item < itemIds.size);
  const columns = times === null ? 'user, item and weight' : 'user, item, weight and time';
  const found = `${formatCount(rows)} rows of ${columns}, ${formatCount(userIds.size)} users and ${formatCount(itemIds.size)} items`;
  return check(
    'shape',
    isEven && isKnown,
    `${found}${isEven && isKnown ? '' : ', which do not fit together'}.${leftOutFor('shape', dropped)}`,
  );
}

function typesOf({ types, interactions, dropped }: SourceData): DatasetCheck {
  const entries = Object.entries(types);
  const total = entries.reduce((sum, [, rows]) => sum + rows, 0);
  const isWhole = total === interactions.users.length;
  const names = entries.map(([name]) => name).join(', ');
  const known = entries.length === 1 ? `One type of interaction: ${names}` : `${entries.length} types: ${names}`;
  const rest = isWhole ? '' : `, of ${formatCount(total)} rows in all`;
  return check('types', isWhole, `${known}${rest}. Each has a weight.${leftOutFor('type', dropped)}`);
}

function numbers(
  name: 'NaN' | 'infinity',
  word: string,
  isBad: (value: number) => boolean,
  { interactions: { weights, times }, dropped }: SourceData,
): DatasetCheck {
  const bad = [weights, times ?? new Float64Array()].map((column) => countWhere(column, isBad));
  const [ofWeights = 0, ofTimes = 0] = bad;
  if (ofWeights + ofTimes === 0) {
    const left = leftOutFor(name === 'NaN' ? 'nan' : 'infinite', dropped);
    return check(name, true, `No weight${times ? ' and no time' : ''} is ${word}.${left}`);
  }
  return check(name, false, `${formatCount(ofWeights)} weights and ${formatCount(ofTimes)} times are ${word}.`);
}

/** What had to go for the columns to pass a check; empty where nothing had to. */
function leftOutFor(wanted: RowCheck, dropped: SourceData['dropped']): string {
  const rows = dropped.reduce((sum, entry) => sum + (entry.check === wanted ? entry.rows : 0), 0);
  return rows === 0 ? '' : ` ${counted(rows, 'row was', 'rows were')} left out for it.`;
}

function weightsOf(weights: Float64Array): DatasetCheck {
  const negative = countWhere(weights, (weight) => weight < 0);
  const zero = countWhere(weights, (weight) => weight === 0);
  if (negative + zero === 0) return check('weights', true, 'Every weight is above 0.');
  const found = `${formatCount(negative)} weights are below 0 and ${formatCount(zero)} are 0`;
  return check('weights', false, `${found}: they speak against the item, and are never a right answer in a test.`);
}

function timesOf(times: Float64Array | null): DatasetCheck {
  if (!times) return check('times', true, 'There are no times: splits are made at random.');
  const outside = countWhere(times, (time) => time < earliest || time > latest);
  if (outside === 0) return check('times', true, 'Every time is between 1980 and 2100.');
  return check(
    'times',
    false,
    `${counted(outside, 'time is', 'times are')} not between 1980 and 2100. Is their unit the right one?`,
  );
}

function leftOut({ dropped, interactions }: SourceData): DatasetCheck {
  const rows = dropped.reduce((sum, reason) => sum + reason.rows, 0);
  if (rows === 0) return check('rows left out', true, 'Every row was taken as it is.');
  const share = rows / (rows + interactions.users.length);
  const found = `${counted(rows, 'row was', 'rows were')} left out or repaired, ${percent(share)} of all`;
  return check('rows left out', share <= mostLeftOut, `${found}; the reasons are below.`);
}

function usersOf({ interactions: { users, userIds } }: SourceData): DatasetCheck {
  const counts = new Int32Array(userIds.size);
  for (const user of users) counts[user]! += 1;
  const cold = counts.reduce((sum, count) => sum + (count <= 2 ? 1 : 0), 0);
  const share = userIds.size === 0 ? 0 : cold / userIds.size;
  return check(
    'users',
    share <= mostCold,
    cold === 0
      ? 'Every user has more than two interactions.'
      : `${counted(cold, 'user', 'users')}, ${percent(share)}, ${cold === 1 ? 'has' : 'have'} two interactions or fewer.`,
  );
}

const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function countWhere(column: Float64Array, isWanted: (value: number) => boolean): number {
  let count = 0;
  for (const value of column) if (isWanted(value)) count += 1;
  return count;
}
