import { useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { IconFileImport } from '@tabler/icons-react';
import { putDropped } from './dropped-files.ts';
import './file-drop.css';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files may be dropped anywhere on the window: they are read on the Data page. Without this the browser would show them instead. */
export function FileDrop() {
  const navigate = useNavigate();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(type, (event) => holdsFiles(event) && act(event), { signal: listening.signal });
    on('dragover', (event) => {
      event.preventDefault();
      setOver(true);
    });
    // Left for good, not for another element of the page.
    on('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false));
    on('drop', (event) => {
      event.preventDefault();
      setOver(false);
      putDropped([...(event.dataTransfer?.files ?? [])]);
      void navigate({ to: '/data', search: { create: 'file' } });
    });
    return () => listening.abort();
  }, [navigate]);
  if (!isOver) return null;
  return (
    <div className="file-drop" aria-hidden>
      <p>
        <IconFileImport size={22} stroke={1.6} />
        Drop it to read it as a dataset
      </p>
    </div>
  );
}
