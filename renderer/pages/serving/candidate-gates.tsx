import type { ModelVersion } from '#shared/domain/model-version.ts';
import { Bones } from '../../components/bones.tsx';
import { useCall } from '../../core/use-call.ts';
import { evidenceWords } from '../../parts/evidence-words.ts';
import { GateMarks } from '../../parts/gate-list.tsx';

/** What promotion of the candidate would be decided on now, in a line. */
export function CandidateGates({ version }: { version: ModelVersion }) {
  const gates = useCall('models.gates', { version: version.id });
  if (!gates.data) {
    return gates.error ? <p className="small bad">{gates.error.message}</p> : <Bones rows={1} height={16} />;
  }
  const { comparison } = gates.data;
  return (
    <p className="small">
      <GateMarks gates={gates.data.gates} />{' '}
      {comparison ? evidenceWords(comparison, version) : 'Nothing is live to compare it with.'}
    </p>
  );
}
