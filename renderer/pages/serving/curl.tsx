import type { TriedAnswer } from '#shared/domain/serving.ts';
import { scrollable } from '../../components/scrollable.ts';
import { CurlLine } from './curl-line.tsx';

/** The request for a shell, and the whole answer as it came. */
export function Curl({ answer: { slot, curl, json } }: { answer: TriedAnswer }) {
  return (
    <div className="curl">
      <CurlLine curl={curl} of={`the ${slot} version`} />
      <details>
        <summary>JSON of the {slot} version</summary>
        <section className="curl-json" {...scrollable(`Answer of the ${slot} version as JSON`)}>
          <pre>{pretty(json)}</pre>
        </section>
      </details>
    </div>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
