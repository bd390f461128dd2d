import type { ErrorComponentProps } from '@tanstack/react-router';
import { Failure } from '../components/failure.tsx';
import { Page } from '../components/page.tsx';

/** What browsers and the bundler say when a part of the page cannot be had: the host is gone, or a newer one has other parts. */
const missingPart = /dynamically imported module|preload CSS|module script/i;

/** A page that threw while drawing, or whose part did not arrive: the rest of the window stays usable. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  const found = error instanceof Error ? error : new Error(String(error));
  const isMissing = missingPart.test(found.message);
  return (
    <Page title="Something went wrong" hideTitle>
      <Failure
        error={
          isMissing ? new Error('This page did not arrive. Was Kindred stopped, or updated?', { cause: error }) : found
        }
        context={isMissing ? `loading a part of the page (${found.message})` : 'drawing this page'}
        onRetry={isMissing ? () => void loadAgain() : reset}
      />
    </Page>
  );
}

/** Loads the window again, but only where there is somebody to load it from: a browser's own error page has no Retry. */
async function loadAgain(): Promise<void> {
  const answer = await fetch(document.baseURI, { method: 'HEAD' }).catch(() => null);
  if (answer?.ok) window.location.reload();
}
