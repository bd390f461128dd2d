/** The fields of a frame's descriptor that change where its data is (LZ4 frame format 1.6.3). */
const flags = { contentSize: 0x08, blockChecksum: 0x10, dictionary: 0x01 };
const magic = 0x184d2204;
const plainBlock = 0x80000000;

/** What is unpacked so far; the buffer grows as needed. */
type Output = { bytes: Uint8Array; length: number };

/**
 * Unpacks one LZ4 frame, as Arrow files hold them; blocks may refer to the ones before. Checksums are not compared: the columns
 * that come out are checked against their own lengths.
 * @throws Error where the data is no such frame, is damaged or ends early
 */
export function unpackLz4Frame(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== magic) throw new Error('no LZ4 frame');
  const flag = view.getUint8(4);
  const output: Output = { bytes: new Uint8Array(frame.length * 4), length: 0 };
  let at = 7 + (flag & flags.contentSize ? 8 : 0) + (flag & flags.dictionary ? 4 : 0);
  for (let size = view.getUint32(at, true); size !== 0; size = view.getUint32(at, true)) {
    const bytes = size % plainBlock;
    const block = frame.subarray(at + 4, at + 4 + bytes);
    if (block.length < bytes) throw new Error('the LZ4 data ends early');
    if (size >= plainBlock) append(output, block);
    else unpackBlock(block, output);
    at += 4 + bytes + (flag & flags.blockChecksum ? 4 : 0);
  }
  return output.bytes.subarray(0, output.length);
}

/** Unpacks one block without a frame, also one that holds nothing (the block of an empty page), on which other decoders fail. */
export function unpackLz4Block(block: Uint8Array): Uint8Array {
  const output: Output = { bytes: new Uint8Array(block.length * 4), length: 0 };
  unpackBlock(block, output);
  return output.bytes.subarray(0, output.length);
}

/** Sequences of literals and a match further back: a token, lengths of 15 and more in further bytes, an offset. */
function unpackBlock(block: Uint8Array, output: Output): void {
  let at = 0;
  const extended = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255; length += more) more = block[at++] ?? 0;
    return length;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = extended(token >> 4);
    if (at + literals > block.length) throw new Error('the LZ4 data ends early');
    append(output, block.subarray(at, at + literals));
    at += literals;
    if (at === block.length) return;
    const offset = block[at]! | (block[at + 1]! << 8);
    at += 2;
    repeat(output, offset, 4 + extended(token & 15));
  }
}

function append(output: Output, bytes: Uint8Array): void {
  reserve(output, bytes.length);
  output.bytes.set(bytes, output.length);
  output.length += bytes.length;
}

/** Byte by byte: what is repeated may overlap what is written. */
function repeat(output: Output, offset: number, length: number): void {
  if (offset === 0 || offset > output.length) throw new Error('the LZ4 data is damaged');
  reserve(output, length);
  const { bytes } = output;
  const end = output.length + length;
  for (let to = output.length; to < end; to++) bytes[to] = bytes[to - offset]!;
  output.length = end;
}

function reserve(output: Output, more: number): void {
  if (output.length + more <= output.bytes.length) return;
  const grown = new Uint8Array(Math.max(output.bytes.length * 2, output.length + more));
  grown.set(output.bytes.subarray(0, output.length));
  output.bytes = grown;
}
