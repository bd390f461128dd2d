import { useEffect, useRef } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { runSelection, useRunSelection, type RunSelection } from '../../core/run-selection.ts';
import { selectionKeys, type RunsSearch } from './runs-search.ts';

type Kept = Pick<RunsSearch, (typeof selectionKeys)[number]>;

/** As the address has it: what is empty is not there. */
function toAddress({ selected, pinned, hidden, baseline }: RunSelection): Kept {
  const list = (ids: readonly string[]) => (ids.length > 0 ? { ids: [...ids] } : {});
  const [sel, pin, hide] = [list(selected).ids, list(pinned).ids, list(hidden).ids];
  return {
    ...(sel && { sel }),
    ...(pin && { pin }),
    ...(hide && { hide }),
    ...(baseline !== null && { base: baseline }),
  };
}

/** What `textOf` wrote. */
const Written = z.tuple([z.array(z.string()), z.array(z.string()), z.array(z.string()), z.string()]);

function fromText(text: string) {
  const [selected, pinned, hidden, base] = Written.parse(JSON.parse(text));
  return { selected, pinned, hidden, baseline: base === '' ? null : base };
}

const textOf = ({ sel = [], pin = [], hide = [], base = '' }: Kept) => JSON.stringify([sel, pin, hide, base]);
const nothing = textOf({});

/**
 * Keeps the page's address and the shared selection the same: an address that names runs brings its own selection,
 * one that names none gets the reader's, and whatever is chosen from then on stands in the address.
 */
export function useSelectionAddress(search: RunsSearch): void {
  const navigate = useNavigate({ from: '/runs' });
  const said = textOf(search);
  const chosen = useRunSelection((selection) => textOf(toAddress(selection)));
  /** Addresses that were written and have not been seen yet, oldest first. */
  const written = useRef<string[]>([]);
  const isFirst = useRef(true);

  // An address that nobody here wrote: a link, the back button, a saved view, an undo.
  useEffect(() => {
    const own = written.current.indexOf(said);
    if (own >= 0) written.current.splice(0, own + 1);
    else if (!(isFirst.current && said === nothing)) {
      written.current = [];
      runSelection.adopt(fromText(said));
    }
    isFirst.current = false;
  }, [said]);

  useEffect(() => {
    const now = toAddress(runSelection.get());
    const text = textOf(now);
    if (text === said || written.current.at(-1) === text) return;
    written.current.push(text);
    const blank = { sel: undefined, pin: undefined, hide: undefined, base: undefined };
    void navigate({ search: (before) => ({ ...before, ...blank, ...now }) as RunsSearch, replace: true });
  }, [chosen, said, navigate]);
}
