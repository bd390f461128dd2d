/** What a command gives back: one JSON value for `--json`, text for people. Given `exit` where the work was done and still says no. */
export type Answer = { json: unknown; text: string; exit?: ExitCode };

/** 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** The process as the commands see it; made once, at the start. */
export type Cli = {
  /** stdout: the answer and nothing else. */
  print(answer: Answer): void;
  /** stderr: logs and remarks. */
  note(text: string): void;
  /** Where progress is drawn. */
  stderr: NodeJS.WriteStream;
  /** Aborted by Ctrl-C, by SIGTERM and by a terminal that was closed. */
  interrupt: AbortSignal;
};
