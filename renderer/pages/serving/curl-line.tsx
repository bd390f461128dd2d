import { Button, CopyButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { scrollable } from '../../components/scrollable.ts';

/** A request for a shell. @param of  whose request it is, as it follows "curl of" */
export function CurlLine({ curl, of }: { curl: string; of: string }) {
  return (
    <div className="curl-line">
      <section className="curl-text" {...scrollable(`Request of ${of} for a shell`)}>
        <code>{curl}</code>
      </section>
      <CopyButton value={curl}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconCopy size={13} aria-hidden />}
            onClick={copy}
            aria-label={`Copy curl of ${of}`}
          >
            {copied ? 'Copied' : 'Copy curl'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
