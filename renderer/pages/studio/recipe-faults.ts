import type { z } from 'zod';

/** The most that is worth reading at once. */
const most = 5;

/** What is wrong with a recipe, a sentence each, with the place in it. */
export function recipeFaults(issues: readonly z.core.$ZodIssue[]): string[] {
  const sentences = issues.map(({ path, message }) => `${path.join('.') || 'recipe'}: ${message}`);
  const distinct = [...new Set(sentences)];
  return distinct.length > most ? [...distinct.slice(0, most), `… and ${distinct.length - most} more.`] : distinct;
}
