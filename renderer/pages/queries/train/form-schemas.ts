import { z } from 'zod';
import { Preparation, QuerySplit, QueryTrainRequest } from '#shared/domain/query-training.ts';

const formOf = (schema: z.ZodObject) => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;

/** The parts of the form that every algorithm has, from the contract's own schemas. */
export const preparationSchema = formOf(Preparation);
export const splitSchema = formOf(QuerySplit);
export const reportSchema = formOf(QueryTrainRequest.pick({ learning_curve: true, permutations: true }));
