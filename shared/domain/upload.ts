import { z } from 'zod';

/** Bytes of a part of an upload, at most: what one request may carry. */
export const uploadPartBytes = 1024 * 1024;

/** What a host answers to a part of an upload. */
export const UploadReply = z.object({
  /** Names the upload in the parts that follow, and in files that shall lie beside this one. */
  upload: z.string(),
  /** Bytes that are there. */
  received: z.int(),
  /** The address of the file for `datasets.create` and `sources.preview`; null until it is whole. */
  address: z.string().nullable(),
});

export type UploadReply = z.infer<typeof UploadReply>;
