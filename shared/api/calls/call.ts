import { z } from 'zod';
import { ListedKind } from '#shared/domain/kind.ts';

/** One call of the contract: what goes in and what comes out. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const nothing = z.strictObject({}).prefault({});
export const ofKind = z.strictObject({ kind: ListedKind }).prefault({});

/** A dataset, run or experiment by id, name (the newest of that name) or `name@version`; a run also by its number. */
export const Ref = z.string().min(1).max(200);
