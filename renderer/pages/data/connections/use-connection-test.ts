import { useState } from 'react';
import { KindredError } from '#shared/api/errors.ts';
import type { ConnectionStage } from '#shared/domain/connection.ts';
import type { InputOf } from '../../../core/calls.ts';
import { newId } from '../../../core/new-id.ts';
import { useCommand } from '../../../core/use-command.ts';
import { useEvent } from '../../../core/use-event.ts';

type Target = InputOf<'connections.test'>['target'];

/** What a test says so far. */
export type ConnectionTest = {
  id: string;
  stages: readonly ConnectionStage[];
  warnings: readonly string[];
  /** Null while it is under way. */
  ok: boolean | null;
  /** Why there was no answer; null otherwise. */
  error: string | null;
};

/** Goes the way to the data once it is asked to; each stage is told as it ends. A new test takes the place of the one under way. */
export function useConnectionTest() {
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const { mutate: start } = useCommand('connections.test');
  const { mutate: stop } = useCommand('connections.cancelTest');
  const change = (id: string, part: (test: ConnectionTest) => Partial<ConnectionTest>) =>
    setTest((now) => (now?.id === id ? { ...now, ...part(now) } : now));
  useEvent((event) => {
    if (event.type !== 'connection.stage') return;
    change(event.id, ({ ok, stages }) => (ok === null ? { stages: [...stages, event.stage] } : {}));
  });

  const cancel = () => {
    if (test?.ok === null) stop({ id: test.id });
    setTest(null);
  };
  return {
    test,
    isUnderWay: test?.ok === null,
    start(target: Target) {
      cancel();
      const id = newId();
      setTest({ id, stages: [], warnings: [], ok: null, error: null });
      start(
        { target, id },
        {
          onSuccess: (report) => change(id, () => report),
          onError: (error) => change(id, () => ({ ok: false, error: sentenceOf(error) })),
        },
      );
    },
    cancel,
  };
}

const sentenceOf = (error: Error): string =>
  error instanceof KindredError && error.code === 'cancelled' ? 'The test was cancelled.' : error.message;
