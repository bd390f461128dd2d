import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import type { Kind } from '#shared/domain/kind.ts';
import { fetchBytes } from '../../core/bytes.ts';
import { saveBytes } from '../../core/save-bytes.ts';
import { notifyFailure } from '../../parts/notify.tsx';

type Props = { kind: Kind; filter: string; order: string; archived: boolean; columns: readonly string[] };

/** All filtered runs with the columns of the table, in its order, as a CSV file in full digits. */
export function ExportButton({ kind, filter, order, archived, columns }: Props) {
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const query = { kind, filter, order_by: order, deleted: String(archived), columns: columns.join('\n') };
      saveBytes(await fetchBytes('runs', query), 'kindred-runs.csv');
    },
    onError: (error) => notifyFailure('The runs were not exported', error),
  });
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      loading={isPending}
      title="All filtered runs with these columns"
      onClick={() => mutate()}
    >
      CSV
    </Button>
  );
}
