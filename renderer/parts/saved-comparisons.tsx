import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { SavedView } from '#shared/domain/saved-view.ts';
import { TextLink } from '../components/text-link.tsx';
import { useKind } from '../core/kind.ts';
import { parseSearch } from '../core/search-text.ts';
import { useCall } from '../core/use-call.ts';
import { useCommand } from '../core/use-command.ts';
import { viewPage } from '../core/view-page.ts';
import { readCompareSearch } from '../pages/compare/compare-search.ts';
import { plural } from '../text/plural.ts';
import { formatShortTime, formatTime } from '../text/time.ts';
import './saved-comparisons.css';

/** Comparisons of the kind in view that were saved. */
export function useSavedComparisons(): SavedView[] {
  const kind = useKind();
  return useCall('views.list', { page: viewPage('compare', kind) }).data ?? [];
}

export function SavedComparisons({ views }: { views: readonly SavedView[] }) {
  const remove = useCommand('views.delete', ['views.']);
  return (
    <ul className="saved-comparisons" aria-label="Saved comparisons">
      {views
        .toSorted((a, b) => b.created_at - a.created_at)
        .map((view) => {
          const search = readCompareSearch(parseSearch(view.search));
          return (
            <li key={view.id}>
              <TextLink to="/compare" search={search} className="clip">
                {view.name}
              </TextLink>
              <span className="muted small num">{plural(search.runs?.length ?? 0, 'run')}</span>
              <span className="muted small num" title={formatTime(view.created_at)}>
                {formatShortTime(view.created_at)}
              </span>
              <ActionIcon
                size={24}
                aria-label={`Forget the comparison ${view.name}`}
                onClick={() => remove.mutate({ view: view.id })}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
    </ul>
  );
}
