import { Fragment } from 'react';
import { Switch } from '@mantine/core';
import type { Comparison } from '#shared/domain/comparison.ts';
import { LongText } from '../../components/long-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { paramText } from '../../parts/param-text.ts';

type Props = {
  params: Comparison['params'];
  letter: string;
  showsIdentical: boolean;
  onShowIdentical(on: boolean): void;
};

/** Parameters of two runs: those that differ, and on request the others. */
export function ParamDifferences({ params, letter, showsIdentical, onShowIdentical }: Props) {
  const differing = params.filter((param) => param.differs);
  const shown = showsIdentical ? [...differing, ...params.filter((param) => !param.differs)] : differing;
  return (
    <Panel
      title={`Parameters (${differing.length} of ${params.length} differ)`}
      flush
      aside={
        <Switch
          label="Show identical"
          checked={showsIdentical}
          onChange={(event) => onShowIdentical(event.currentTarget.checked)}
        />
      }
    >
      {shown.length === 0 ? (
        <p className="compare-none muted">No parameter differs.</p>
      ) : (
        <section className="compare-params" {...scrollable('Parameters')}>
          <table className="plain-table">
            <PlainHead of={['Parameter', { end: 'A' }, { end: letter }]} />
            <tbody>
              {shown.map(({ key, a, b, differs }) => (
                <tr key={key} data-param={key} className={differs ? '' : 'muted'}>
                  <th scope="row">
                    <code>
                      {key.split('_').map((word, at) => (
                        // A long name breaks between its words, where it has to.
                        <Fragment key={at}>
                          {at > 0 && (
                            <>
                              _<wbr />
                            </>
                          )}
                          {word}
                        </Fragment>
                      ))}
                    </code>
                  </th>
                  <td className="num end">
                    <LongText text={a === null ? '–' : paramText(a)} />
                  </td>
                  <td className="num end">
                    <LongText text={b === null ? '–' : paramText(b)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}
