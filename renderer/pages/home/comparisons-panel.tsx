import { Panel } from '../../components/panel.tsx';
import { SavedComparisons, useSavedComparisons } from '../../parts/saved-comparisons.tsx';

/** Comparisons that were kept; nothing while there are none. */
export function ComparisonsPanel() {
  const views = useSavedComparisons();
  if (views.length === 0) return null;
  return (
    <Panel title="Saved comparisons" flush>
      <SavedComparisons views={views} />
    </Panel>
  );
}
