export { formatBytes } from '#shared/domain/format-bytes.ts';
