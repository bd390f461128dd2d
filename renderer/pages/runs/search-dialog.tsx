import { Modal } from '@mantine/core';
import type { Kind } from '#shared/domain/kind.ts';
import { examplesOf, searchGuide, type SearchExample } from './search-guide.ts';

type Props = { kind: Kind; opened: boolean; onClose(): void; onTry(text: string): void };

/** The whole search language; an example is tried at a press. */
export function SearchDialog({ kind, opened, onClose, onTry }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="How to search runs" size={760}>
      <div className="search-guide">
        {searchGuide.map((section) => (
          <section key={section.title} aria-label={section.title}>
            <h3>{section.title}</h3>
            <p className="muted small">{section.words}</p>
            <SearchExamples examples={examplesOf(section, kind)} onTry={onTry} />
          </section>
        ))}
      </div>
    </Modal>
  );
}

type ExamplesProps = { examples: readonly SearchExample[]; onTry(text: string): void };

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
