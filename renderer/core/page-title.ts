type Listener = (title: string) => void;
const listeners = new Set<Listener>();

/** Names the page that is shown: in the window's title and wherever open pages are listed. */
export function namePage(title: string): void {
  document.title = `${title} · Kindred`;
  for (const listener of listeners) listener(title);
}

export function onPageNamed(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
