import type { Page } from '@playwright/test';

/** Drops a file on the window, as a person would who lets it go over the page. */
export async function dropFile(app: Page, name: string, content: string): Promise<void> {
  const transfer = await app.evaluateHandle(
    (file) => {
      const made = new DataTransfer();
      made.items.add(new File([file.content], file.name, { type: 'text/csv' }));
      return made;
    },
    { name, content },
  );
  for (const type of ['dragover', 'drop']) await app.dispatchEvent('body', type, { dataTransfer: transfer });
}
