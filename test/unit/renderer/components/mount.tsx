import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { MantineProvider } from '@mantine/core';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** What jsdom lacks and the kit asks for. */
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

/** Draws something into the document; `again` draws it with other content. */
export async function mount(content: ReactNode) {
  const element = document.createElement('div');
  document.body.replaceChildren(element);
  const root = createRoot(element);
  const again = (next: ReactNode) => act(async () => root.render(<MantineProvider env="test">{next}</MantineProvider>));
  await again(content);
  return { element, again };
}
