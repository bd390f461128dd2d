import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Answer } from '../../components/answer.tsx';
import { Page } from '../../components/page.tsx';
import { ask } from '../../core/calls.ts';
import { useKindred } from '../../core/kindred.tsx';
import { useCall } from '../../core/use-call.ts';
import { usePageKind } from '../../shell/tabs/follow-kind.ts';
import { useDraft } from './draft-store.ts';
import { GroupPanel } from './group-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { KnobsPanel } from './knobs-panel.tsx';
import { openVersion } from './open-version.ts';
import { OverlapPanel } from './overlap-panel.tsx';
import { PreviewPanels } from './preview-panels.tsx';
import { readRecipe } from './recipe-faults.ts';
import { SaveDraft } from './save-draft.tsx';
import { StudioToolbar } from './studio-toolbar.tsx';
import { useNewest } from './use-newest.ts';
import './studio.css';

/** Users in groups whose similarity is known: edit them, see what comes out, keep it as a version. */
export function StudioPage() {
  const draft = useDraft();
  usePageKind('recommender');
  const datasets = useCall('datasets.list', {});
  useOpenFromAddress();
  const parsed = useMemo(() => readRecipe(draft.recipe), [draft.recipe]);
  const { client } = useKindred();
  const look = useCallback((recipe: GroupsRecipe) => ask(client, 'studio.preview', { recipe }), [client]);
  const preview = useNewest(parsed.recipe, look);
  const [chosen, setChosen] = useState(0);
  const selected = Math.min(chosen, draft.recipe.groups.length - 1);
  return (
    <Answer query={datasets} what="the list of datasets">
      {(known) => (
        <Page title="Studio" actions={<StudioToolbar draft={draft} datasets={known} />}>
          <SaveDraft draft={draft} datasets={known} isUsable={parsed.recipe !== null} />
          <div className="studio">
            <div className="studio-editor">
              <GroupsPanel recipe={draft.recipe} selected={selected} onSelect={setChosen} />
              <GroupPanel recipe={draft.recipe} index={selected} />
            </div>
            <div className="studio-editor">
              <OverlapPanel recipe={draft.recipe} />
              <KnobsPanel recipe={draft.recipe} />
            </div>
            <PreviewPanels preview={preview} faults={parsed.faults} />
          </div>
        </Page>
      )}
    </Answer>
  );
}

/** `?from=ID` is read once and leaves the address, so that a reload keeps what was edited since. */
function useOpenFromAddress(): void {
  const { from } = useSearch({ from: '/studio' });
  const navigate = useNavigate();
  const found = useCall('datasets.show', { dataset: from ?? '' }, { enabled: from !== undefined }).data;
  useEffect(() => {
    if (from === undefined || !found) return;
    openVersion(found);
    void navigate({ to: '/studio', search: {}, replace: true });
  }, [from, found, navigate]);
}
