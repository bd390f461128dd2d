import { useState } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { formatBytes } from '../../../../text/bytes.ts';
import { formatCount } from '../../../../text/number.ts';
import { useExport, type Exported } from './use-export.ts';
import { WholeMatrix } from './whole-matrix.tsx';

/** Pictures, tables and the whole matrix as files. */
export function ExportMenu({ exported }: { exported: Exported }) {
  const [isWriting, setWriting] = useState(false);
  const { picture, table, name } = useExport(exported);
  const { info } = exported;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" title="Export" leftSection={<IconDownload size={15} aria-hidden />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>What is on screen</Menu.Label>
          {[1, 2, 4].map((scale) => (
            <Menu.Item key={scale} onClick={() => void picture({ format: 'png', scale })}>
              PNG, {scale}×
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => void picture({ format: 'svg' })}>SVG (cells as an embedded picture)</Menu.Item>
          <Menu.Item onClick={() => void table('csv')}>CSV of the cells</Menu.Item>
          <Menu.Item onClick={() => void table('json')}>JSON with the order of all</Menu.Item>
          <Menu.Divider />
          <Menu.Label>The whole matrix</Menu.Label>
          <Menu.Item disabled={isWriting} onClick={() => setWriting(true)}>
            CSV, {formatCount(info.pairs)} pairs (about {formatBytes(info.pairs * 30)})
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isWriting && (
        <WholeMatrix
          asked={exported.drawn.asked}
          pairs={info.pairs}
          name={name('csv')}
          onEnd={() => setWriting(false)}
        />
      )}
    </>
  );
}
