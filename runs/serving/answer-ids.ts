import { createHash } from 'node:crypto';

/** Names of answers that say which version gave them, so that feedback needs no memory of answers. */
export type AnswerIds = {
  /** @param request  id of the request; distinct for each answer */
  of(request: string, modelVersion: string): string;
  /** @returns null for what is no name of ours */
  versionOf(answer: string): string | null;
  /** Makes a version known, also one that answered before this process started. */
  know(modelVersion: string): void;
};

export function createAnswerIds(): AnswerIds {
  const versions = new Map<string, string>();
  const tags = new Map<string, string>();

  function know(modelVersion: string): string {
    const known = tags.get(modelVersion);
    if (known !== undefined) return known;
    const tag = createHash('sha256').update(modelVersion).digest('hex').slice(0, 8);
    tags.set(modelVersion, tag);
    versions.set(tag, modelVersion);
    return tag;
  }

  return {
    of: (request, modelVersion) => `${request}-${know(modelVersion)}`,
    versionOf: (answer) => versions.get(answer.slice(answer.lastIndexOf('-') + 1)) ?? null,
    know: (modelVersion) => void know(modelVersion),
  };
}
