import { KindredError } from '#shared/api/errors.ts';
import { readBytes, silentContext, type FileContext } from './file-bytes.ts';

export const encodings = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'latin1'] as const;
/** `auto` is UTF-8, or UTF-16 where a byte order mark says so; `latin1` is Windows-1252, which contains ISO 8859-1. */
export type Encoding = (typeof encodings)[number];

/**
 * The text of a file chunk by chunk, without its byte order mark.
 * @throws KindredError naming the file, where it cannot be read or is not text in the encoding
 */
export async function* readText(path: string, encoding: Encoding, context: FileContext): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of readBytes(path, context)) {
    decoder ??= new TextDecoder(labelOf(encoding, chunk), { fatal: true });
    yield decode(decoder, chunk, path);
  }
  if (decoder) yield decode(decoder, undefined, path);
}

/** The beginning of a file's text, at least a line where one is not longer than the limit. */
export async function readHead(path: string, encoding: Encoding, characters = 1 << 16): Promise<string> {
  let head = '';
  for await (const text of readText(path, encoding, silentContext)) {
    head += text;
    if (head.length >= characters) break;
  }
  return head;
}

/** The encoding that a file of text is read in; null for one without a byte. */
export async function encodingOf(path: string, encoding: Encoding): Promise<string | null> {
  for await (const chunk of readBytes(path, silentContext)) return labelOf(encoding, chunk);
  return null;
}

function labelOf(encoding: Encoding, first: Buffer): string {
  if (encoding !== 'auto') return encoding;
  const mark = first.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  return mark === 'feff' ? 'utf-16be' : 'utf-8';
}

/** What is no text is refused, since replacement characters would make different ids equal. */
function decode(decoder: TextDecoder, chunk: Buffer | undefined, path: string): string {
  try {
    const text = decoder.decode(chunk, { stream: chunk !== undefined });
    if (text.includes('\0')) throw new Error('a zero character');
    return text;
  } catch (cause) {
    throw new KindredError('invalid_input', `"${path}" is not text in ${nameOf(decoder)}. ${wayOut(decoder)}`, {
      cause,
    });
  }
}

const nameOf = ({ encoding }: TextDecoder) =>
  encoding === 'utf-8' ? 'UTF-8 (or UTF-16 with a byte order mark)' : encoding.toUpperCase();

const wayOut = ({ encoding }: TextDecoder) =>
  encoding === 'utf-8'
    ? 'Save it as UTF-8, or say --set encoding=latin1 where it is older text; tables of other kinds must be exported as CSV first.'
    : 'Is it in another encoding (--set encoding=utf-8)?';
