/** One line of a Dockerfile, continued lines joined: `RUN`, `npm ci`. */
export type Instruction = { name: string; text: string };
export type Stage = { from: string; name: string | null; instructions: Instruction[] };

/** The stages of a Dockerfile; only what ours uses is understood. */
export function parseDockerfile(text: string): Stage[] {
  const lines = text.replace(/\\\n\s*/g, '').split('\n');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    if (name !== 'FROM') {
      stages.at(-1)!.instructions.push({ name, text: rest });
      continue;
    }
    const [, from = '', stage = null] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? [];
    stages.push({ from, name: stage, instructions: [] });
  }
  return stages;
}

/** The words of `["node", "x"]`; of the last instruction of that name, as Docker takes it. */
export function words(stage: Stage, name: string): string[] {
  const text = stage.instructions.findLast((instruction) => instruction.name === name)?.text ?? '[]';
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}
