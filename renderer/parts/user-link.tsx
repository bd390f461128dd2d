import '../components/text-link.css';

/** To the page of single users: this one, with the lists of a run. */
export const userAddress = (user: string, run: string): string => `#/users?${new URLSearchParams({ user, a: run })}`;

export function UserLink({ user, run, text = user }: { user: string; run: string; text?: string }) {
  return (
    <a className="text-link" href={userAddress(user, run)}>
      {text}
    </a>
  );
}
