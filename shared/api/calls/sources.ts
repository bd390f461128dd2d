import { z } from 'zod';
import { ConfigForm } from '#shared/domain/config-form.ts';
import { SourceAddress } from '#shared/domain/dataset.ts';
import { FilePreview } from '#shared/domain/file-preview.ts';
import { call, nothing } from './call.ts';

export const sources = {
  list: call(nothing, z.array(ConfigForm)),
  /** How a file would be read with these options, and its first rows; nothing is stored. */
  preview: call(
    z.strictObject({ source: SourceAddress, options: z.record(z.string(), z.json()).default({}) }),
    FilePreview,
  ),
};
