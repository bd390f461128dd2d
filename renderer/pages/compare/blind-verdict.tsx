import { Button } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { Failure } from '../../components/failure.tsx';
import { useCommand } from '../../core/use-command.ts';
import { RunName } from '../../parts/run-name.tsx';
import { countPicks, verdictTag, type Pick } from './blind-picks.ts';

type Props = { a: Run; b: Run; picks: readonly Pick[]; onClose(): void };

/** Only now it is said whose lists they were; the verdict can be kept with both runs. */
export function BlindVerdict({ a, b, picks, onClose }: Props) {
  const counts = countPicks(picks);
  const update = useCommand('runs.update', ['runs.']);
  const save = async () => {
    const tag = `blind_test_${Math.min(a.number, b.number)}_${Math.max(a.number, b.number)}`;
    await update.mutateAsync({ run: a.id, tags: { [tag]: verdictTag(counts.a, counts.b, counts.same, b.number) } });
    await update.mutateAsync({ run: b.id, tags: { [tag]: verdictTag(counts.b, counts.a, counts.same, a.number) } });
    onClose();
  };
  return (
    <div className="blind">
      <dl className="blind-counts">
        <div>
          <dt>
            A <RunName run={a} link={false} />
          </dt>
          <dd className="num">{counts.a}</dd>
        </div>
        <div>
          <dt>
            B <RunName run={b} link={false} />
          </dt>
          <dd className="num">{counts.b}</dd>
        </div>
        <div>
          <dt>No difference</dt>
          <dd className="num">{counts.same}</dd>
        </div>
      </dl>
      {update.error && <Failure compact error={update.error} context="saving the verdict" />}
      <div className="blind-end">
        <Button variant="default" onClick={onClose}>
          Forget it
        </Button>
        <Button loading={update.isPending} onClick={() => void save().catch(() => undefined)}>
          Save as tag of both runs
        </Button>
      </div>
    </div>
  );
}
