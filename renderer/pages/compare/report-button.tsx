import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveBytes } from '../../core/save-bytes.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';

type Props = { runs: readonly string[]; k: number | undefined };

/** The comparison as one file that opens anywhere, without Kindred and without a network. */
export function ReportButton({ runs, k }: Props) {
  const make = useCommand('runs.report');
  const save = () =>
    make.mutate(
      { runs: [...runs], ...(k !== undefined && { k }) },
      {
        onSuccess: ({ name, html }) =>
          saveBytes({ body: new TextEncoder().encode(html), contentType: 'text/html', filename: name }, name),
        onError: (error) => notifyFailure('The report was not made', error),
      },
    );
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={15} aria-hidden />}
      loading={make.isPending}
      onClick={save}
    >
      Report
    </Button>
  );
}
