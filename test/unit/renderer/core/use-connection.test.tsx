import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { useConnection } from '../../../../renderer/core/use-connection.ts';
import { mount } from '../components/mount.tsx';

function Says() {
  return <p>{useConnection() ? 'answers' : 'is silent'}</p>;
}

it('tells a core that does not answer from one that answers that something else does not', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { element } = await mount(
    <QueryClientProvider client={client}>
      <Says />
    </QueryClientProvider>,
  );
  const said = () => element.querySelector('p')?.textContent;
  const hear = (answer: Promise<string>) =>
    act(() => client.fetchQuery({ queryKey: ['ask'], queryFn: () => answer }).catch(() => null));
  expect(said()).toBe('answers');
  await hear(Promise.reject(new KindredError('unavailable', 'The server of 127.0.0.1:5432 refused the connection.')));
  expect(said()).toBe('answers');
  await hear(Promise.reject(new KindredError('no_answer', 'Kindred does not answer.')));
  expect(said()).toBe('is silent');
  await hear(Promise.resolve('Here.'));
  expect(said()).toBe('answers');
});
