import { Button, CopyButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { TriedAnswer } from '#shared/domain/serving.ts';
import { scrollable } from '../../components/scrollable.ts';

/** The request for a shell, and the whole answer as it came. */
export function Curl({ answer: { slot, curl, json } }: { answer: TriedAnswer }) {
  return (
    <div className="curl">
      <div className="curl-line">
        <section className="curl-text" {...scrollable(`Request of the ${slot} version for a shell`)}>
          <code>{curl}</code>
        </section>
        <CopyButton value={curl}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconCopy size={13} aria-hidden />}
              onClick={copy}
              aria-label={`Copy curl of the ${slot} version`}
            >
              {copied ? 'Copied' : 'Copy curl'}
            </Button>
          )}
        </CopyButton>
      </div>
      <details>
        <summary>JSON of the {slot} version</summary>
        <section className="curl-json" {...scrollable(`Answer of the ${slot} version as JSON`)}>
          <pre>{pretty(json)}</pre>
        </section>
      </details>
    </div>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
