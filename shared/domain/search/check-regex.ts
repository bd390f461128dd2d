/** Texts are looked at no further than this, so that a greedy pattern ends. */
export const regexReach = 300;
/** `*`, `+` and `{2,}` in one pattern; each multiplies the time that a text without a match takes. */
const mostUnbounded = 4;

/** The pattern, ignoring case. @throws SyntaxError */
export const compileRegex = (pattern: string): RegExp => new RegExp(pattern, 'iu');

/**
 * Why a pattern is not taken; null for one that is. A repeated group that repeats or chooses inside can take for ever
 * on a text of a few dozen letters, and the store answers nobody else while it looks.
 */
export function regexProblem(pattern: string): string | null {
  try {
    compileRegex(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
    return `this is no regular expression (${reason}).`;
  }
  const bare = pattern.replace(/\\./gu, 'a').replace(/\[[^\]]*\]/gu, 'a');
  if ((bare.match(/[*+]|\{\d+,\}/g) ?? []).length > mostUnbounded)
    return `it repeats without bound more than ${mostUnbounded} times.`;
  return repeatsNested(bare) ? 'a repeated group must not repeat or choose inside.' : null;
}

/** Whether a group that is repeated has a repetition or a choice in it. @param bare  without escapes and classes */
function repeatsNested(bare: string): boolean {
  const open: boolean[] = [];
  for (let at = 0; at < bare.length; at++) {
    const sign = bare[at]!;
    if (sign === '(') open.push(false);
    else if (sign === ')') {
      const isRisky = open.pop() ?? false;
      const isRepeated = /^(?:[*+]|\{)/.test(bare.slice(at + 1));
      if (isRisky && isRepeated) return true;
      if (open.length > 0 && (isRisky || isRepeated)) open[open.length - 1] = true;
    } else if (/[*+|{]/.test(sign) && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}
