import { InvalidArgumentError, Option, type Command } from 'commander';
import { Kind } from '#shared/domain/kind.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A whole number between two bounds. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };

/** A number between two bounds, both included. */
export const numberBetween =
  (min: number, max: number) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };

/** A share strictly between 0 and 1. */
export function share(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('It must be a number between 0 and 1, such as 0.2.');
}

/** `5,10,20` → [5, 10, 20] */
export function wholeNumbers(text: string): number[] {
  const values = text.split(',').map((part) => (/^\s*\d{1,4}\s*$/.test(part) ? Number(part) : NaN));
  if (values.every((value) => value >= 1 && value <= 1000)) return values;
  throw new InvalidArgumentError('It must be whole numbers from 1 to 1000 separated by commas, such as 5,10,20.');
}

/** `ndcg@10,recall@10` → both names */
export function names(text: string): string[] {
  const all = text.split(',').map((part) => part.trim());
  if (all.every((name) => name !== '')) return all;
  throw new InvalidArgumentError('It must be names separated by commas, such as ndcg@10,recall@10.');
}

/** Collects `key=value`, the value read by `read`; a key given twice is a mistake. */
export const pairs =
  <V>(read: (text: string) => V) =>
  (text: string, before: Readonly<Record<string, V>> = {}): Record<string, V> => {
    const at = text.indexOf('=');
    if (at < 1) throw new InvalidArgumentError('It must be key=value.');
    const key = text.slice(0, at).trim();
    if (Object.hasOwn(before, key)) throw new InvalidArgumentError(`"${key}" is given twice.`);
    return Object.fromEntries([...Object.entries(before), [key, read(text.slice(at + 1))]]);
  };

/** Numbers, true and false as such, `{…}`, `[…]` and `"…"` as JSON, everything else as text. */
export function jsonOrText(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return numberOrText(text);
  if (!/^\s*[[{"]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new InvalidArgumentError('What starts with {, [ or " is read as JSON, and this is not valid JSON.');
  }
}

/** A whole number beyond 2^53 is an id, and stays exact as text. */
function numberOrText(text: string): Json {
  const value = Number(text);
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? value : text;
}

/** The value of a weight, as in `--weight like=0.7`. */
export function finiteNumber(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError(`"${text}" is not a number.`);
}

/** A flag that takes one of a few words. */
export const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

/** Which kind a list shows. */
export const kindFlag = (what: string): Option =>
  choice('--kind <kind>', `which ${what}: of recommenders or of query performance (recommender)`, Kind.options);

/**
 * A flag that must be given. Commander's own would be asked for before an unknown flag is told of, and a mistyped one is both:
 * `--datset shop` shall be answered with `Did you mean --dataset?`.
 */
export function required(command: Command, flags: string, description: string): Command {
  const option = new Option(flags, `${description} (required)`);
  return command.addOption(option).hook('preAction', () => {
    if (command.getOptionValue(option.attributeName()) === undefined) command.error(`error: ${flags} is missing`);
  });
}
