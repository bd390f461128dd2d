export { formatDuration } from '#shared/domain/format-duration.ts';
