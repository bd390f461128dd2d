import { Modal } from '@mantine/core';
import { searchGuide } from './search-guide.ts';

type Props = { opened: boolean; onClose(): void; onTry(text: string): void };

/** The whole search language; an example is tried at a press. */
export function SearchDialog({ opened, onClose, onTry }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="How to search runs" size={760}>
      <div className="search-guide">
        {searchGuide.map(({ title, words, examples }) => (
          <section key={title} aria-label={title}>
            <h3>{title}</h3>
            <p className="muted small">{words}</p>
            <SearchExamples examples={examples} onTry={onTry} />
          </section>
        ))}
      </div>
    </Modal>
  );
}

type ExamplesProps = { examples: readonly (readonly [string, string])[]; onTry(text: string): void };

/** Searches with what they find; each can be tried. */
export function SearchExamples({ examples, onTry }: ExamplesProps) {
  return (
    <dl className="search-examples">
      {examples.map(([text, meaning]) => (
        <div key={text}>
          <dt>
            <button type="button" className="search-example" title="Try it" onClick={() => onTry(text)}>
              <code>{text}</code>
            </button>
          </dt>
          <dd className="muted small">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
