type Progress = (stage: string, done: number, total: number, note?: string) => void;

/** Lets ten reports a second through, and the first and the last of each stage. */
export function throttled(report: Progress): Progress {
  let last = { at: -Infinity, stage: '' };
  return (stage, done, total, note) => {
    const at = performance.now();
    if (stage === last.stage && done < total && at - last.at < 100) return;
    last = { at, stage };
    report(stage, done, total, note);
  };
}
