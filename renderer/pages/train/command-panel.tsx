import { Fragment } from 'react';
import { CopyTextButton } from '../../components/copy-text-button.tsx';
import { Panel } from '../../components/panel.tsx';

/** A command with a button that copies it; a line ends between flags, and else behind a comma. */
export function CommandPanel({ text }: { text: string }) {
  return (
    <Panel title="The same on the command line" aside={<CopyTextButton text={text} />}>
      <code className="train-command">
        {text.split(/ (?=--)/).map((part, at) => (
          <Fragment key={at}>
            {at > 0 && ' '}
            <span>
              {part.split(/(?<=,)/).map((piece, place) => (
                <Fragment key={place}>
                  {place > 0 && <wbr />}
                  {piece}
                </Fragment>
              ))}
            </span>
          </Fragment>
        ))}
      </code>
    </Panel>
  );
}
