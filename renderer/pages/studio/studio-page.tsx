import { IconLayoutGrid } from '@tabler/icons-react';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';

/** The place of the editor for synthetic groups. */
export function StudioPage() {
  return (
    <Page title="Studio">
      <Empty
        icon={<IconLayoutGrid size={28} aria-hidden />}
        title="The editor for groups is not in this version yet."
        actions={
          <LinkButton to="/data" search={{ create: 'synthetic:groups' }}>
            Make groups from a preset
          </LinkButton>
        }
      >
        Until then a dataset of groups is made on the Data page, from a preset or from a recipe in JSON.
      </Empty>
    </Page>
  );
}
