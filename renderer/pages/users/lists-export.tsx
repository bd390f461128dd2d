import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { saveBlob } from '../../core/save-bytes.ts';
import { listsCsv, listsFileName, listsJson, type ShownLists } from './lists-file.ts';

/** What is on screen as a file: the lists with their marks, and of which runs and data they are. */
export function ListsExport({ shown }: { shown: ShownLists }) {
  const save = (text: string, type: string, extension: 'csv' | 'json') =>
    saveBlob(new Blob([text], { type }), listsFileName(shown, extension));
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label="Export the lists"
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save(listsCsv(shown), 'text/csv', 'csv')}>CSV, one line an item</Menu.Item>
        <Menu.Item onClick={() => save(listsJson(shown), 'application/json', 'json')}>
          JSON, with runs and data
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
