import { CommanderError } from 'commander';
import { KindredError, toWire, type WireError } from '#shared/api/errors.ts';
import type { ExitCode } from './cli.ts';

/** Help and version that were asked for end a command line through an error too; all there is to say was printed. */
export const isAnswered = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof KindredError)) return 1;
  if (error.code === 'invalid_input') return 2;
  return error.code === 'cancelled' ? 130 : 1;
}

/** The error as it is printed: a code, one sentence, details. */
export function sentenceOf(error: unknown): WireError {
  if (error instanceof CommanderError) return { code: 'invalid_input', message: usageSentence(error) };
  const wire = toWire(error);
  return wire.message.startsWith('✖') ? { ...wire, message: issuesOf(wire.details).join('; ') } : wire;
}

/** `error: unknown option '--sed'\n(Did you mean --seed?)` → `Unknown option '--sed'. Did you mean --seed?` */
function usageSentence({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'A command is missing; the help lists them.';
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const hint = rest.join(' ').replace(/^\((.*)\)$/, '$1');
  const sentence = first.charAt(0).toUpperCase() + first.slice(1);
  const ended = /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
  return hint === '' ? ended : `${ended} ${hint}`;
}

/** The contract tells wrong input as a list with marks, a line or two a field; on the command line each field becomes `field: reason`. */
function issuesOf(details: unknown): string[] {
  if (!Array.isArray(details)) return [];
  return details.filter(isIssue).map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message));
}

function isIssue(value: unknown): value is { path: PropertyKey[]; message: string } {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('message' in value)) return false;
  return Array.isArray(value.path) && typeof value.message === 'string';
}
