import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';
import { KindredError } from '#shared/api/errors.ts';
import './states.css';

/** All that a report needs: what was asked, the code, the sentence and the details. */
export function detailsOf(error: Error, context: string): string {
  const code = error instanceof KindredError ? error.code : error.name;
  const details =
    error instanceof KindredError && error.details !== undefined ? JSON.stringify(error.details, null, 2) : '';
  return [`Kindred: ${context}`, `${code}: ${error.message}`, details].filter(Boolean).join('\n');
}

type Props = {
  error: Error;
  context: string;
  onRetry?: () => void;
  compact?: boolean;
  /** Another way out. */
  children?: ReactNode;
};

/** Something that was asked for did not come: the sentence of the core, Retry, and the details for a report. */
export function Failure({ error, context, onRetry, compact = false, children }: Props) {
  return (
    <div className="state" data-compact={compact || undefined} role="alert">
      <IconAlertTriangle className="state-icon bad" size={compact ? 18 : 24} aria-hidden />
      <div className="state-text">
        <p className="state-title">{error.message}</p>
        <div className="state-actions">
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              Retry
            </Button>
          )}
          <CopyButton value={detailsOf(error, context)}>
            {({ copied, copy }) => (
              <Button variant="subtle" color="gray" onClick={copy}>
                {copied ? 'Copied' : 'Copy details'}
              </Button>
            )}
          </CopyButton>
          {children}
        </div>
      </div>
    </div>
  );
}
