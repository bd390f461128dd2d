import { IconUserSearch } from '@tabler/icons-react';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';

/** The place of the view of single users. */
export function UsersPage() {
  return (
    <Page title="Users">
      <Empty
        icon={<IconUserSearch size={28} aria-hidden />}
        title="The view of single users is not in this version yet."
        actions={
          <LinkButton to="/runs" variant="default">
            Go to Runs
          </LinkButton>
        }
      >
        <p>
          Until then the command line answers for one user, with the reason for every item:{' '}
          <code>kindred recommend --run 2 --user 17 --explain</code>
        </p>
      </Empty>
    </Page>
  );
}
