import { KindredError, type ErrorCode } from '#shared/api/errors.ts';
import { codeOf, reasonOf } from './stage-error.ts';
import { placeOf, type ConnectionTarget } from './target.ts';

/** What was going on: `reading table "public"."clicks"`. It stands in the sentence after "while". */
export type Phase = string;

/**
 * Any failure of a statement or of the connection under it, as one sentence that names the database, the phase and the way out.
 * Never the password: it is in no message of the server, and the address is written without it.
 */
export function databaseError(error: unknown, target: ConnectionTarget, phase: Phase): Error {
  // A fault of ours is told as what it is.
  if (error instanceof KindredError || error instanceof TypeError || error instanceof RangeError) return error;
  const place = placeOf(target);
  const reason = reasonOf(error).replace(/\.$/, '');
  const fail = (code: ErrorCode, sentence: string) => new KindredError(code, sentence, { cause: error });
  const code = codeOf(error);
  switch (code) {
    case '57P01':
    case '57P02':
      return fail('unavailable', `The server of ${place} ended the connection while ${phase} (${reason}). Try again.`);
    case '57P03':
      return fail('unavailable', `The server of ${place} is not ready (${reason}). Try again in a moment.`);
    case '57014':
      return fail('unavailable', `${capital(phase)} in ${place} was stopped: ${reason}. ${timeoutHint}`);
    case '55P03':
      return fail('unavailable', `Another session locks what is needed while ${phase} in ${place}. Try again later.`);
    case '25P03':
      return fail('unavailable', `${place} ended the session because it was idle while ${phase}. Try again.`);
    case '40001':
    case '40P01':
      return fail(
        'unavailable',
        `${place} could not keep one state of the data while ${phase} (${reason}). Try again.`,
      );
    case '42501':
      return fail(
        'forbidden',
        `The role "${target.user}" may not do that in ${place} while ${phase}: ${reason}. An administrator can grant select.`,
      );
    case '42P01':
    case '42703':
    case '3F000':
      return fail(
        'conflict',
        `${capital(phase)} in ${place}: ${reason}. The schema has changed; choose the columns again.`,
      );
    case '25006':
      return fail('forbidden', `Kindred only reads from ${place}, and this would write: ${reason}.`);
    case '53100':
      return fail('unavailable', `The disk of the server of ${place} is full (${reason}).`);
    case '53200':
    case '53300':
      return fail('unavailable', `The server of ${place} is out of resources while ${phase} (${reason}).`);
    default:
      if (isLost(code, reason)) {
        return fail('unavailable', `The connection to ${place} was lost while ${phase}. Nothing was kept; try again.`);
      }
      if (/timeout|no answer/i.test(reason)) {
        return fail('unavailable', `${place} did not answer in time while ${phase}. ${timeoutHint}`);
      }
      return fail(
        isStatementFault(code) ? 'invalid_input' : 'unavailable',
        `${capital(phase)} in ${place} failed: ${reason}.`,
      );
  }
}

const timeoutHint = 'A longer time can be set (--set timeout=SECONDS).';

/** Worth a second try from a new snapshot: a conflict on a replica, a deadlock. */
export const isTransient = (error: unknown): boolean =>
  error instanceof KindredError && ['40001', '40P01'].includes(codeOf(error.cause));

const isLost = (code: string, reason: string) =>
  /^(ECONNRESET|EPIPE|08...)$/.test(code) ||
  /terminated|Connection ended|not queryable|closed|write after end/i.test(reason);

/** Syntax, values, things that do not exist: SQLSTATE classes 22 and 42. */
const isStatementFault = (code: string) => /^(22|42)/.test(code);

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
