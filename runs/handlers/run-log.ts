import { formatBytes } from '#shared/domain/format-bytes.ts';
import { formatDuration } from '#shared/domain/format-duration.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Clock } from '#runs/tracking/clock.ts';
import type { TaskMessage } from '#runs/training/protocol.ts';

/** The log of one run: what its thread said, with the time of day and what has passed since the start. */
export type RunLogWriter = {
  /** Notes what is new in a message: a stage only when it begins. */
  hear(message: TaskMessage): void;
  note(line: string): void;
  text(): string;
};

export function createRunLog(
  clock: Clock,
  run: Pick<Run, 'number' | 'name' | 'algorithm' | 'seed' | 'dataset'>,
): RunLogWriter {
  const begun = clock.monotonic();
  const lines: string[] = [];
  let stage = '';
  let stageBegun = begun;

  function note(line: string): void {
    const passed = formatDuration(clock.monotonic() - begun);
    lines.push(`${new Date(clock.now()).toISOString()}  ${passed.padStart(9)}  ${line}`);
  }
  function endStage(): void {
    if (stage) note(`${stage}: done in ${formatDuration(clock.monotonic() - stageBegun)}`);
    stage = '';
  }

  const { dataset } = run;
  note(`Run ${run.number} (${run.name}): ${run.algorithm}, ${dataset.name} v${dataset.version}, seed ${run.seed}`);
  return {
    note(line) {
      endStage();
      note(line);
    },
    text: () => lines.map((line) => `${line}\n`).join(''),
    hear(message) {
      switch (message.type) {
        case 'started':
          return note('A thread took it');
        case 'progress':
          if (message.stage === stage) return;
          endStage();
          stage = message.stage;
          stageBegun = clock.monotonic();
          return note(message.total > 1 ? `${stage} (${message.total} steps)` : stage);
        case 'warning':
          return note(`Warning: ${message.message}`);
        case 'params':
          for (const [name, value] of Object.entries(message.params)) note(`param ${name} = ${String(value)}`);
          return;
        case 'metrics':
          for (const { name, step, value } of message.entries)
            note(`metric ${name}${step > 0 ? ` [${step}]` : ''} = ${value}`);
          return;
        case 'artifact':
          return note(`file ${message.artifact.name}, ${formatBytes(message.artifact.bytes)}`);
      }
    },
  };
}
