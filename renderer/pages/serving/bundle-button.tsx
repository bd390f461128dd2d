import { useState } from 'react';
import { Button, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { fetchBytes } from '../../core/bytes.ts';
import { saveBytes } from '../../core/save-bytes.ts';
import { notifyFailure } from '../../parts/notify.tsx';
import { formatBytes } from '../../text/bytes.ts';

/** Saves a version as one file that serves on any machine, and that NumPy and MLflow read. */
export function BundleButton({ version }: { version: ModelVersion }) {
  const [isBusy, setBusy] = useState(false);
  const { bundle, model_version: name } = version;
  if (!bundle) return <span className="muted small">no bundle</span>;
  const download = async () => {
    setBusy(true);
    try {
      saveBytes(await fetchBytes('bundle', { version: version.id }), `${name}.kindred`);
    } catch (error) {
      notifyFailure(`The bundle of ${name} was not downloaded`, error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Tooltip label={`${name}.kindred, SHA-256 ${bundle.sha256}`}>
      <Button
        size="compact-xs"
        variant="subtle"
        loading={isBusy}
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => void download()}
      >
        {formatBytes(bundle.bytes)}
        <span className="hidden-text">, download the bundle of v{version.version}</span>
      </Button>
    </Tooltip>
  );
}
