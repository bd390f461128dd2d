import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { QuerySourceReport } from '#shared/domain/query-dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Bones } from '../../../components/bones.tsx';

/** Whether pg_stat_statements can be sampled; where it cannot, exactly how to enable it. */
export function StatementsCheck({ check }: { check: UseQueryResult<QuerySourceReport> }) {
  return (
    <Answer query={check} what="what can be sampled" waiting={<Bones rows={2} />}>
      {({ ready, sentence, warnings, server_version: version }) => (
        <div className="samples-check" data-ready={ready}>
          {ready ? (
            <IconCheck size={16} aria-hidden className="good" />
          ) : (
            <IconAlertTriangle size={16} aria-hidden className="warn" />
          )}
          <div>
            <output className="samples-sentence">{sentence}</output>
            {warnings.map((warning) => (
              <p key={warning} className="warn small">
                {warning}
              </p>
            ))}
            <p className="muted small">Postgres {version}</p>
          </div>
          {!ready && (
            <Button variant="default" size="compact-xs" loading={check.isFetching} onClick={() => void check.refetch()}>
              Look again
            </Button>
          )}
        </div>
      )}
    </Answer>
  );
}
