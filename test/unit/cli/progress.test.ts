import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../main/cli/progress.ts';

/** A stream in place of stderr, and what was written to it. */
function stream(isTTY: boolean) {
  const through = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  let text = '';
  through.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // A terminal is drawn on through these, which a plain stream lacks.
  const cursor = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  return { stream: Object.assign(through, cursor) as unknown as NodeJS.WriteStream, text: () => text };
}

describe('progress where there is no terminal', () => {
  it('is a line when the stage changes and else at most one every two seconds', () => {
    const { stream: to, text } = stream(false);
    let now = 0;
    const progress = createProgress(to, () => now);
    for (let step = 0; step <= 100; step += 1, now += 50) progress.report('run 1', 'training', step, 100);
    progress.report('run 1', 'evaluating', 0, 0);
    progress.report('run 2', 'training', 1, 3);
    progress.close();
    expect(text().split('\n')).toEqual([
      'run 1: training 0 %',
      'run 1: training 40 %',
      'run 1: training 80 %',
      'run 1: evaluating',
      'run 2: training 33 %',
      '',
    ]);
  });

  it('carries no control characters of a name', () => {
    const { stream: to, text } = stream(false);
    createProgress(to).report('run 1 \u001b[2J', 'training', 0, 1);
    expect(text()).toBe('run 1 \ufffd[2J: training 0 %\n');
  });
});

describe('progress on a terminal', () => {
  it('is one bar for each task, and ends', () => {
    const { stream: to, text } = stream(true);
    const progress = createProgress(to);
    progress.report('run 1', 'training', 1, 2);
    progress.report('run 2', 'evaluating', 2, 2);
    progress.close();
    progress.close();
    expect(text()).toContain('run 1');
    expect(text()).toContain('50 %  training');
    expect(text()).toContain('100 %  evaluating');
  });
});
