import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { kindForSearch } from '../../core/kind-of-search.ts';
import { useKind } from '../../core/kind.ts';
import { parseSearch, stringifySearch } from '../../core/search-text.ts';
import { useCall } from '../../core/use-call.ts';
import { viewPage } from '../../core/view-page.ts';
import { notifyDone, notifyFailure } from '../../parts/notify.tsx';
import { SavedMenu } from '../../parts/saved-menu.tsx';
import { readRunsSearch, type RunsSearch } from './runs-search.ts';

type Props = {
  search: RunsSearch;
  /** The columns that are shown, which a view keeps: unasked, a narrower window would show fewer. */
  columns: readonly string[];
  onOpen(name: string, search: RunsSearch): void;
};

/** Views of the table under names; the address of the present one to pass on. */
export function ViewMenu({ search, columns, onOpen }: Props) {
  const kind = useKind();
  const page = viewPage('runs', kind);
  const views = useCall('views.list', { page }).data ?? [];
  const saved = views.map((view) => ({ view, value: readRunsSearch(parseSearch(view.search)) }));
  const text = stringifySearch({ ...readRunsSearch({ ...search, cols: columns }), ...kindForSearch(kind) }).replace(
    /^\?/,
    '',
  );
  const share = useShare(text);
  return (
    <SavedMenu
      thing="view"
      title="Views"
      saved={saved}
      current={saved.find(({ view }) => view.search === text)}
      onChoose={(view, name) => onOpen(name, view)}
      toSave={(name) => ({ page, name, search: text })}
      more={(close) => (
        <Button
          variant="subtle"
          size="xs"
          justify="start"
          leftSection={<IconLink size={14} aria-hidden />}
          onClick={() => {
            share();
            close();
          }}
        >
          Copy the address of this view
        </Button>
      )}
    />
  );
}

/** The address without what signs in: whoever opens it signs in for themselves. */
function useShare(search: string): () => void {
  const router = useRouter();
  return () => {
    const address = new URL(
      router.history.createHref(search === '' ? '/runs' : `/runs?${search}`),
      window.location.href,
    ).href;
    navigator.clipboard.writeText(address).then(
      () => notifyDone('The address is copied', 'It holds the columns, the filter, the order and the selection.'),
      (error: unknown) => notifyFailure('The address was not copied', error),
    );
  };
}
