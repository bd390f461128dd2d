import { useCall } from '../../core/use-call.ts';

/** Milliseconds; the API keeps its figures by the second. */
const pace = 1000;

/** The API with its newest figures; asked for while the page is in view, because figures have no event. */
export function useServing() {
  const known = useCall('serving.status', {});
  const isMoving = known.data !== undefined && known.data.state !== 'stopped' && known.data.state !== 'failed';
  return useCall('serving.status', {}, { refetchInterval: isMoving ? pace : false });
}
