/** A name that nothing else has. Not `randomUUID`, which browsers keep from pages that come over plain HTTP from another computer. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('-');
