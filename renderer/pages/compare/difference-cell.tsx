import { TextLink } from '../../components/text-link.tsx';

type Props = {
  /** What the cursor is on; null where it is nowhere. */
  text: string | null;
  /** The two users of a single cell; none for a cell of many. */
  users: readonly string[];
  a: string;
  b: string;
};

/** The cell that was pressed, and the way to why its users are served as they are. */
export function DifferenceCell({ text, users, a, b }: Props) {
  return (
    <p className="difference-cell small">
      {text === null ? (
        <span className="muted">Press a cell to read it here.</span>
      ) : (
        <>
          <span className="num">{text}</span>
          {users.map((user) => (
            <TextLink key={user} to="/users" search={{ user, a, b }}>
              Why {user}?
            </TextLink>
          ))}
        </>
      )}
    </p>
  );
}
