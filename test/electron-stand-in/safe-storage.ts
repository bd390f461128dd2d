/** A keychain that a test can take away: `KINDRED_STAND_IN_KEYRING=basic_text` is a Linux without a keyring. */
const mark = Buffer.from('stand-in:');

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => process.env['KINDRED_STAND_IN_KEYRING'] ?? 'gnome_libsecret',
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.concat([mark, flipped(Buffer.from(text))])),
  decryptStringAsync(bytes: Buffer) {
    if (!bytes.subarray(0, mark.length).equals(mark)) return Promise.reject(new Error('not encrypted here'));
    return Promise.resolve({ result: flipped(bytes.subarray(mark.length)).toString(), shouldReEncrypt: false });
  },
};

/** No encryption, only not the same text. */
const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
