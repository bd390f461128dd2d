import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Bones } from './bones.tsx';
import { Failure } from './failure.tsx';

type Props<T> = {
  query: UseQueryResult<T>;
  /** What was asked for, as the user would say it; part of the copied details. */
  what: string;
  waiting?: ReactNode;
  children: (data: T) => ReactNode;
};

/** The three moments of an answer: waiting, failed, there. Data that is being asked for again stays, greyed where it is another's; what is drawn of it keeps its focus. */
export function Answer<T>({ query, what, waiting, children }: Props<T>) {
  const { data, error, isPlaceholderData, refetch } = query;
  const retry = () => void refetch();
  if (data === undefined) {
    return error ? <Failure error={error} context={what} onRetry={retry} /> : (waiting ?? <Bones />);
  }
  return (
    <>
      {error && <Failure error={error} context={what} onRetry={retry} compact />}
      <div className={isPlaceholderData ? 'is-old' : 'is-current'}>{children(data)}</div>
    </>
  );
}
