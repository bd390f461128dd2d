import { SaveButton } from '../../parts/save-button.tsx';

/** Saves one file of a run. */
export function DownloadButton({ run, name }: { run: string; name: string }) {
  return <SaveButton path="artifact" query={{ run, name }} name={name} text="Download" label={`Download ${name}`} />;
}
