import cliProgress from 'cli-progress';
import type { MultiBar, SingleBar } from 'cli-progress';
import { plainText } from './text.ts';

export type Progress = {
  /**
   * @param task  what is under way, such as `run 3 user_knn`: one bar, or one series of lines, each
   * @param note  more than the numbers say, such as rows a second
   */
  report(task: string, stage: string, done: number, total: number, note?: string): void;
  /** A remark between the progress. */
  note(text: string): void;
  /** Ends the drawing; to be called before anything else is written. */
  close(): void;
};

/** The least time between two lines of one task and stage where there is no terminal to draw on, in milliseconds. */
const lineEveryMs = 2000;

/** Bars on a terminal, plain lines elsewhere (a log file, a pipe, CI). */
export function createProgress(stream: NodeJS.WriteStream, now: () => number = () => performance.now()): Progress {
  return stream.isTTY ? bars(stream) : lines(stream, now);
}

function bars(stream: NodeJS.WriteStream): Progress {
  const drawn = new Map<string, SingleBar>();
  let multi: MultiBar | null = null;
  const open = (): MultiBar =>
    new cliProgress.MultiBar(
      { stream, hideCursor: true, gracefulExit: false, format: '{task}  {bar} {percentage} %  {stage}', barsize: 30 },
      cliProgress.Presets.shades_classic,
    );
  return {
    report(task, stage, done, total, note) {
      multi ??= open();
      const bar = drawn.get(task) ?? multi.create(1, 0, { task: plainText(task), stage });
      drawn.set(task, bar);
      bar.setTotal(Math.max(1, total));
      bar.update(done, { stage: note === undefined ? stage : `${stage}: ${note}` });
    },
    note(text) {
      if (multi) multi.log(`${plainText(text)}\n`);
      else stream.write(`${plainText(text)}\n`);
    },
    close() {
      multi?.stop();
      multi = null;
      drawn.clear();
    },
  };
}

function lines(stream: NodeJS.WriteStream, now: () => number): Progress {
  const last = new Map<string, { stage: string; at: number }>();
  const write = (text: string): void => void stream.write(`${plainText(text)}\n`);
  return {
    report(task, stage, done, total, note) {
      const before = last.get(task);
      if (before?.stage === stage && now() - before.at < lineEveryMs) return;
      last.set(task, { stage, at: now() });
      const share = total > 0 ? ` ${Math.floor((100 * done) / total)} %` : '';
      write(`${task}: ${stage}${share}${note === undefined ? '' : `, ${note}`}`);
    },
    note: write,
    close: () => last.clear(),
  };
}
