/** What a comparison says of its runs A and B, where the second one stands under another letter beside them. */
export const withLetter = (text: string, letter: string): string =>
  letter === 'B' ? text : text.replaceAll(/\bB (?=\(|(?:by|used|ranked|with|at|is|was) )/g, `${letter} `);
