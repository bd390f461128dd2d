import { KindredError } from '#shared/api/errors.ts';

/** What changes or locks something, also where it is a part of a SELECT (WITH … AS (DELETE …), FOR UPDATE). */
const writing = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'IntoClause', 'LockingClause'] as const;

/**
 * Checks by the parser of Postgres itself that a text is one SELECT and nothing else.
 * @returns the statement without what ends it
 * @throws KindredError invalid_input saying what it is instead
 */
export async function oneSelect(sql: string): Promise<string> {
  const text = sql.trim().replace(/(\s*;)+\s*$/, '');
  if (text === '') throw refused('The statement is empty.');
  if (text.includes('\0')) throw refused('The statement has a zero character.');
  const statements = await parsed(text);
  if (statements.length === 0) throw refused('The statement is only a comment.');
  if (statements.length > 1) throw refused(`These are ${statements.length} statements.`);
  const [kind = 'nothing'] = Object.keys(statements[0] ?? {});
  if (kind !== 'SelectStmt') throw refused(`This is ${nameOf(kind)}, not a SELECT.`);
  const inside = writing.find((name) => holds(statements[0], name));
  if (inside !== undefined) throw refused(whatItDoes(inside));
  return text;
}

function whatItDoes(part: (typeof writing)[number]): string {
  if (part === 'IntoClause') return 'This SELECT … INTO would make a table.';
  if (part === 'LockingClause') return 'This SELECT locks rows (FOR UPDATE, FOR SHARE).';
  return `A part of this SELECT is ${nameOf(part)}, which would write.`;
}

/** Each statement as the parser's tree: an object of one key, the kind of the statement. */
async function parsed(text: string): Promise<unknown[]> {
  // The parser is WebAssembly and is loaded when it is used.
  const { parse } = await import('libpg-query');
  try {
    const { stmts = [] } = await parse(text);
    return stmts.map(({ stmt }) => stmt);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KindredError('invalid_input', `The statement cannot be read: ${reason}. ${advice}`, { cause });
  }
}

/** Whether a tree has a node of a kind anywhere: as a statement of its own, or as the clause of one. */
function holds(tree: unknown, kind: (typeof writing)[number]): boolean {
  if (Array.isArray(tree)) return tree.some((part) => holds(part, kind));
  if (tree === null || typeof tree !== 'object') return false;
  return Object.entries(tree).some(
    ([key, value]) => key === kind || (kind === 'IntoClause' && key === 'intoClause') || holds(value, kind),
  );
}

/** `DeleteStmt` → `a DELETE statement` */
const nameOf = (kind: string): string =>
  `a statement of the kind ${kind
    .replace(/Stmt$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase()}`;

const advice = 'Write one SELECT.';
const refused = (sentence: string) => new KindredError('invalid_input', `${sentence} ${advice}`);
