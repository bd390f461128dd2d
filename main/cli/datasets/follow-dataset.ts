import type { Session } from '../session.ts';

/** Shows how far work on a dataset is, and what is to be said of it, while it lasts. @param name of the dataset */
export async function followDataset<T>(
  { listen, progress }: Session,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const stopListening = listen((event) => {
    if (event.type === 'dataset.warning' && event.name === name) progress.note(`Note: ${event.message}`);
    if (event.type !== 'dataset.progress' || event.name !== name) return;
    progress.report(`dataset ${name}`, event.stage, event.done, event.total, event.note);
  });
  try {
    return await work();
  } finally {
    stopListening();
  }
}
