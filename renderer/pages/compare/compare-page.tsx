import { useCallback } from 'react';
import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconArrowsExchange } from '@tabler/icons-react';
import { Answer } from '../../components/answer.tsx';
import { Page } from '../../components/page.tsx';
import { useCall } from '../../core/use-call.ts';
import type { CompareChange, CompareSearch } from './compare-search.ts';
import { ComparisonView } from './comparison-view.tsx';
import { PickRuns } from './pick-runs.tsx';
import { RunPicker } from './run-picker.tsx';
import './compare.css';

/** Runs against a first one: chosen here or in the table of runs. */
export function ComparePage() {
  const search = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const change = useCallback(
    (part: { [K in keyof CompareSearch]?: CompareSearch[K] | undefined }) =>
      void navigate({ search: (now) => ({ ...now, ...part }) as CompareSearch, replace: true, resetScroll: false }),
    [navigate],
  );
  const [a, ...others] = search.runs ?? [];
  const b = others.find((id) => id === search.with) ?? others[0];
  const choose = (position: 'a' | 'b', id: string) => {
    const kept = others.filter((other) => other !== b && other !== id);
    const next = position === 'a' ? [id, ...others.filter((other) => other !== id)] : [a ?? id, id, ...kept];
    change({ runs: [...new Set(next)], with: position === 'b' ? id : search.with });
  };
  return (
    <Page
      title="Compare"
      actions={
        <>
          <RunPicker label="A" value={a} onChange={(id) => choose('a', id)} />
          <Button
            variant="default"
            aria-label="Swap A and B"
            disabled={!a || !b}
            onClick={() =>
              change({ runs: [b, a, ...others.filter((id) => id !== b)].flatMap((id) => id ?? []), with: a })
            }
          >
            <IconArrowsExchange size={16} aria-hidden />
          </Button>
          <RunPicker label="B" value={b} others={others} onChange={(id) => choose('b', id)} />
        </>
      }
    >
      {a && b ? (
        <Comparison a={a} b={b} search={search} onChange={change} />
      ) : (
        <PickRuns chosen={a} onPick={(runs) => change({ runs })} />
      )}
    </Page>
  );
}

function Comparison({
  a,
  b,
  search,
  onChange,
}: {
  a: string;
  b: string;
  search: CompareSearch;
  onChange: CompareChange;
}) {
  const comparison = useCall('runs.compare', { a, b });
  return (
    <Answer query={comparison} what={`the comparison of ${a} and ${b}`}>
      {(found) => <ComparisonView comparison={found} search={search} onChange={onChange} />}
    </Answer>
  );
}
