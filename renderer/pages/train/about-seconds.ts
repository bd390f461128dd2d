import { formatDuration } from '../../text/duration.ts';

/** An estimate is worth no more digits than it has. */
export const aboutSeconds = (seconds: number): string =>
  seconds < 1 ? 'under a second' : `about ${formatDuration(seconds * 1000)}`;
