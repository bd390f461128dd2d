import { Button } from '@mantine/core';
import { IconFileImport, IconUsersGroup } from '@tabler/icons-react';
import { LinkButton } from '../../components/link-button.tsx';
import { useFirstFocus } from '../../core/use-first-focus.ts';
import { Logo } from '../../shell/logo.tsx';
import { useOpenSample } from './use-open-sample.ts';
import './home.css';

/** Nothing is here yet: the sample, which costs seconds, or one's own data. */
export function FirstRun() {
  const sample = useOpenSample();
  const first = useFirstFocus<HTMLButtonElement>();
  return (
    <div className="first">
      <header className="first-head">
        <Logo size={40} />
        <p className="first-title">Get interactions, train runs, compare them by eye.</p>
        <p className="muted">Everything stays on this machine. No account, no server to set up.</p>
      </header>
      <div className="first-cards">
        <section className="first-card" aria-labelledby="sample-title">
          <IconUsersGroup size={22} stroke={1.6} aria-hidden className="first-icon" />
          <h2 id="sample-title">Try the six-group sample</h2>
          <p className="muted">
            600 made-up users in six groups — tech, sports, mixed, casual, power, bridge — and 240 items. You know who
            belongs together, so you can see whether a model finds it.
          </p>
          <div className="first-foot">
            <Button ref={first} onClick={sample.open} loading={sample.isPending} size="sm">
              Open the sample
            </Button>
            <output className="muted small">{sample.progress ?? 'About two seconds'}</output>
          </div>
        </section>
        <section className="first-card" aria-labelledby="own-title">
          <IconFileImport size={22} stroke={1.6} aria-hidden className="first-icon" />
          <h2 id="own-title">Use your own interactions</h2>
          <p className="muted">
            A delimited file with a user and an item in each row — type, rating and time where you have them — plain or
            gzip; or the tables of a Postgres, which are only ever read.
          </p>
          <div className="first-foot">
            <LinkButton to="/data" search={{ create: 'file' }} variant="default" size="sm">
              Import a file
            </LinkButton>
            <LinkButton to="/data" search={{ connection: 'new' }} variant="default" size="sm">
              Connect Postgres
            </LinkButton>
          </div>
        </section>
      </div>
    </div>
  );
}
