/** How much a bundle may hold; checked before anything is allocated. */
export type BundleLimits = {
  /** Bytes of the whole file. */
  archiveBytes: number;
  /** Bytes of one file in it. */
  fileBytes: number;
  files: number;
  /** How many times larger than its stored bytes a file may say it is. */
  ratio: number;
};

/** The whole file is read at once, which Node does up to 2 GiB; a file in it is written from one buffer, up to 1 GiB. */
export const bundleLimits: BundleLimits = {
  archiveBytes: 2 ** 31 - 1,
  fileBytes: 2 ** 30 - 1,
  files: 1000,
  ratio: 100,
};
