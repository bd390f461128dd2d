import { KindredError } from '#shared/api/errors.ts';

type Numbers = Int32Array | Float32Array | Float64Array;

const magic = '\x93NUMPY';
const dtypes = { '<i4': Int32Array, '<f4': Float32Array, '<f8': Float64Array } as const;
type Dtype = keyof typeof dtypes;

/** A one-dimensional array as NumPy's .npy, version 1.0, little endian: `numpy.load` reads it. */
export function encodeNpy(array: Numbers): Uint8Array {
  const dtype = (Object.keys(dtypes) as Dtype[]).find((name) => array instanceof dtypes[name])!;
  const dictionary = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${array.length},), }`;
  // Magic, version, length and header together fill a multiple of 64 bytes, so that the data is aligned.
  const headerLength = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10;
  const bytes = new Uint8Array(10 + headerLength + array.byteLength);
  bytes.set(Buffer.from(magic, 'latin1'));
  bytes[6] = 1;
  new DataView(bytes.buffer).setUint16(8, headerLength, true);
  bytes.set(Buffer.from(`${dictionary.padEnd(headerLength - 1)}\n`, 'latin1'), 10);
  bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 10 + headerLength);
  return bytes;
}

/**
 * The array of an .npy file that `encodeNpy` wrote.
 * @param name  the file's name, for the error
 * @throws KindredError invalid_input where it is anything else, or its length does not fit its header
 */
export function decodeNpy(bytes: Uint8Array, name: string): Numbers {
  const refuse = (reason: string) =>
    new KindredError('invalid_input', `${name} is not an array that Kindred can read: ${reason}.`);
  if (bytes.length < 10 || Buffer.from(bytes.subarray(0, 6)).toString('latin1') !== magic)
    throw refuse('it does not start as an .npy file');
  const start = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
  const header = Buffer.from(bytes.subarray(10, start)).toString('latin1');
  const match = /^\{'descr': '(<[if][48])', 'fortran_order': False, 'shape': \((\d+),\), \}\s*$/.exec(header);
  const dtype = match?.[1];
  if (!match || !dtype || !(dtype in dtypes))
    throw refuse(`its header is ${JSON.stringify(header.trim().slice(0, 80))}`);
  const constructor = dtypes[dtype as Dtype];
  const length = Number(match[2]);
  if (bytes.length - start !== length * constructor.BYTES_PER_ELEMENT) throw refuse(`it should hold ${length} numbers`);
  // Copied, because a Buffer's own slice would share the bytes of the header, and rarely be aligned.
  return new constructor(new Uint8Array(bytes.subarray(start)).buffer);
}
