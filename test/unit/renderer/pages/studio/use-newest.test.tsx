// @vitest-environment jsdom
import { act, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import { useNewest, type Newest } from '../../../../../renderer/pages/studio/use-newest.ts';

type Asked = { input: { n: number }; answer: PromiseWithResolvers<string> };

it('asks once at a time, skips what was typed in between, and shows the newest answer only', async () => {
  const asked: Asked[] = [];
  const seen: Newest<string>[] = [];
  const ask = (input: { n: number }) => {
    const answer = Promise.withResolvers<string>();
    asked.push({ input, answer });
    return answer.promise;
  };
  function Probe({ input }: { input: { n: number } }) {
    const newest = useNewest(input, ask);
    useEffect(() => void seen.push(newest));
    return null;
  }
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const root = createRoot(document.createElement('div'));
  for (let n = 1; n <= 20; n++) await act(async () => root.render(<Probe input={{ n }} />));
  expect(asked.map(({ input }) => input.n)).toEqual([1]);

  await act(async () => asked[0]!.answer.resolve('old'));
  expect(seen.at(-1)).toMatchObject({ value: null, isOld: true });
  expect(asked.map(({ input }) => input.n)).toEqual([1, 20]);
  await act(async () => asked[1]!.answer.resolve('newest'));
  expect(seen.at(-1)).toEqual({ value: 'newest', error: null, isOld: false });

  await act(async () => root.render(<Probe input={{ n: 21 }} />));
  expect(seen.at(-1)).toMatchObject({ value: 'newest', isOld: true });
  await act(async () => asked[2]!.answer.reject(new Error('no')));
  expect(seen.at(-1)).toMatchObject({ value: 'newest', isOld: false, error: new Error('no') });
  act(() => root.unmount());
});
