import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { delimiters, type Delimiter } from './delimited-table.ts';
import { tableFormats } from './table.ts';
import { encodings } from './text-file.ts';

const column = (what: string) => z.coerce.string().max(1000).optional().describe(what);
const path = z.string().max(4096);

export const FileOptions = z.strictObject({
  user: column('Column of the user'),
  item: column('Column of the item'),
  type: column('Column of the interaction type (view, like, …); empty for none'),
  weight: column('Column of the rating or weight; empty for none'),
  time: column('Column of the time: seconds, milliseconds or microseconds since 1970, or ISO 8601; empty for none'),
  format: z
    .enum(['auto', ...tableFormats])
    .default('auto')
    .describe('Format of the file; found from its first bytes unless said'),
  delimiter: z
    .enum(['auto', ...(Object.keys(delimiters) as Delimiter[])])
    .default('auto')
    .describe('What separates columns; found from the header unless said'),
  header: z.boolean().default(true).describe('The first row has the names of the columns; else they are 1, 2, 3, …'),
  encoding: z
    .enum(encodings)
    .default('auto')
    .describe('Encoding of text: UTF-8, or UTF-16 with a byte order mark, unless said'),
  files: z
    .union([z.record(z.string().min(1), z.union([path, z.array(path).min(1)])), path])
    .optional()
    .describe('Files of one interaction type each, in the folder of the address: "buy=buy.csv, cart=cart.csv"'),
  test: path.optional().describe('File of held-out user–item pairs beside the data, for the split "given"'),
  user_file: path
    .optional()
    .describe('File of what is known of users, beside the data; found unless said, empty for none'),
  item_file: path
    .optional()
    .describe('File of what is known of items, beside the data; found unless said, empty for none'),
});

export type FileOptions = z.infer<typeof FileOptions>;

/**
 * The option `files` as pairs of type and file name, in their order.
 * @throws KindredError invalid_input where a part of the text is not type=file
 */
export function typedFiles(files: NonNullable<FileOptions['files']>): { type: string; name: string }[] {
  if (typeof files !== 'string') {
    return Object.entries(files).flatMap(([type, names]) => [names].flat().map((name) => ({ type, name })));
  }
  return files.split(',').map((part) => {
    const [, type, name] = /^\s*([^=]*[^=\s])\s*=\s*(.*\S)\s*$/.exec(part) ?? [];
    if (type !== undefined && name !== undefined) return { type, name };
    throw new KindredError(
      'invalid_input',
      `"${part.trim()}" in --set files is not type=file. Write --set files="buy=buy.csv, cart=cart.csv", or a JSON object where a name has a comma.`,
    );
  });
}
