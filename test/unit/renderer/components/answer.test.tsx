import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { Answer } from '../../../../renderer/components/answer.tsx';
import { detailsOf } from '../../../../renderer/components/failure.tsx';
import { mount } from './mount.tsx';

function Asking({ ask }: { ask(): Promise<string> }) {
  const query = useQuery({ queryKey: ['ask'], queryFn: ask, retry: false });
  return (
    <Answer query={query} what="the answer">
      {(text) => <p>{text}</p>}
    </Answer>
  );
}

const asking = (ask: () => Promise<string>) => (
  <QueryClientProvider client={new QueryClient()}>
    <Asking ask={ask} />
  </QueryClientProvider>
);
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

it('shows nothing for a moment, then grey lines, while it waits', async () => {
  vi.useFakeTimers();
  const { element } = await mount(asking(() => new Promise(() => {})));
  expect(element.querySelector('output')).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(200));
  expect(element.querySelector('output')?.getAttribute('aria-label')).toBe('Loading');
  vi.useRealTimers();
});

it('says in the words of the core what went wrong, and asks again on Retry', async () => {
  let calls = 0;
  const ask = () =>
    calls++ === 0 ? Promise.reject(new KindredError('unavailable', 'It sleeps.')) : Promise.resolve('Here.');
  const { element } = await mount(asking(ask));
  await settle();
  expect(element.querySelector('[role=alert]')?.textContent).toContain('It sleeps.');
  const retry = [...element.querySelectorAll('button')].find((button) => button.textContent === 'Retry');
  await act(async () => retry?.click());
  await settle();
  expect(element.querySelector('p')?.textContent).toBe('Here.');
});

it('keeps what is drawn, and its focus, while another answer is awaited', async () => {
  const answers = new Map([1, 2].map((word) => [word, Promise.withResolvers<string>()]));
  function AskingFor({ word }: { word: number }) {
    const ask = () => answers.get(word)!.promise;
    const query = useQuery({ queryKey: ['word', word], queryFn: ask, placeholderData: (before) => before });
    return (
      <Answer query={query} what="the answer">
        {(text) => <button type="button">{text}</button>}
      </Answer>
    );
  }
  const client = new QueryClient();
  const askingFor = (word: number) => (
    <QueryClientProvider client={client}>
      <AskingFor word={word} />
    </QueryClientProvider>
  );
  const { element, again } = await mount(askingFor(1));
  answers.get(1)!.resolve('one');
  await settle();
  const button = element.querySelector('button')!;
  button.focus();
  await again(askingFor(2));
  expect(element.querySelector('.is-old button')).toBe(button);
  answers.get(2)!.resolve('two');
  await settle();
  expect(element.querySelector('button')).toBe(button);
  expect(button.textContent).toBe('two');
  expect(document.activeElement).toBe(button);
});

it('copies the code and the details for a report', () => {
  const error = new KindredError('conflict', 'It is used.', { details: { runs: 3 } });
  expect(detailsOf(error, 'deleting six-groups')).toBe(
    'Kindred: deleting six-groups\nconflict: It is used.\n{\n  "runs": 3\n}',
  );
});
