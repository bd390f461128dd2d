import { useDeferredValue } from 'react';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Bones } from '../../components/bones.tsx';
import { Failure } from '../../components/failure.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { SamplePanel } from './sample-panel.tsx';
import { SeparationPanel } from './separation-panel.tsx';
import { SimilarityPanel } from './similarity-panel.tsx';
import type { Newest } from './use-newest.ts';

type Props = { preview: Newest<GroupsPreview>; faults: readonly string[] };

/** What the recipe would give, as it is now; the last one that could be made stays, greyed, while it cannot. */
export function PreviewPanels({ preview: { value, error, isOld }, faults }: Props) {
  const hasFaults = faults.length > 0;
  // Numbers first; pictures are drawn after them, and not at all for what is edited meanwhile.
  const pictured = useDeferredValue(value);
  return (
    <div className="studio-preview" aria-busy={isOld && !hasFaults}>
      {hasFaults && (
        <div role="alert" className="studio-faults">
          <strong>The recipe cannot be used like this.</strong>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      {error && !hasFaults && <Failure error={error} context="the preview" compact />}
      {value ? (
        <div className={isOld || hasFaults ? 'studio-results is-old' : 'studio-results'}>
          <SimilarityPanel preview={value} />
          <div className="studio-stack">
            <SamplePanel preview={pictured ?? value} />
            <ProfilePanel preview={pictured ?? value} />
          </div>
          <div className="studio-stack">
            <SeparationPanel preview={value} />
            <Warnings preview={value} />
          </div>
        </div>
      ) : (
        !error && !hasFaults && <Bones />
      )}
    </div>
  );
}

function Warnings({ preview: { warnings, took_ms } }: { preview: GroupsPreview }) {
  return (
    <Panel title="What to know before using it" aside={`preview in ${Math.round(took_ms)} ms`}>
      {warnings.length === 0 ? (
        <p className="muted">Nothing stands out.</p>
      ) : (
        <ul className="studio-warnings" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
