import { useParams } from '@tanstack/react-router';
import { useCall } from '../../core/use-call.ts';

/** The run of the page, which is there before any of its tabs is. */
export function useRun() {
  const { run: ref } = useParams({ from: '/runs/$run' });
  return useCall('runs.show', { run: ref }).data;
}
