import { IconMapOff } from '@tabler/icons-react';
import { Empty } from '../components/empty.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { Page } from '../components/page.tsx';

export function NotFound() {
  return (
    <Page title="Nothing here" hideTitle>
      <Empty
        icon={<IconMapOff size={28} aria-hidden />}
        title="There is no page at this address."
        actions={<LinkButton to="/">Go to Home</LinkButton>}
      />
    </Page>
  );
}
