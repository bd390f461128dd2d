import type { ModelVersion } from '#shared/domain/model-version.ts';
import { RunName } from '../../parts/run-name.tsx';

/** The run that a version was made of, or where it was imported from. */
export function VersionRun({ version: { imported, run } }: { version: ModelVersion }) {
  if (!imported) return <RunName run={run} />;
  return (
    <span className="muted clip" title={`SHA-256 ${imported.sha256}`}>
      imported, {imported.model_version}
    </span>
  );
}
