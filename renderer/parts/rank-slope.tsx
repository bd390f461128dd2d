import { laneOf, slopeItems, type SlopeItem } from '../plots/slope.ts';
import { changeWords } from './rank-changes.ts';
import './rank-slope.css';

type Ranked = { item: string; name: string | null; rank: number };
type Props = { a: readonly Ranked[]; b: readonly Ranked[] };

const line = 22;
const width = 74;

/** Two lists side by side with a line for each item that both have; what leaves ends in the left lane, what enters begins in the right one. */
export function RankSlope({ a, b }: Props) {
  const items = slopeItems(a, b);
  const length = Math.max(a.length, b.length, 1);
  const y = (rank: number) => (rank - 0.5) * line;
  return (
    <div className="slope">
      <ol className="slope-side" aria-label="List of A, with where each item goes in B">
        {a.map((row) => (
          <SlopeLabel key={row.item} row={row} item={items.find(({ item }) => item === row.item)!} side="a" />
        ))}
      </ol>
      <svg viewBox={`0 0 ${width} ${length * line}`} width={width} height={length * line} aria-hidden>
        {items.map((item) => {
          const lane = laneOf(item);
          const [y1, y2] = [y(item.a ?? item.b!), y(item.b ?? item.a!)];
          const [x1, x2] = [lane === 'enters' ? width - 20 : 4, lane === 'leaves' ? 20 : width - 4];
          return (
            <g key={item.item} data-item={item.item} data-lane={lane}>
              <line x1={x1} x2={x2} y1={y1} y2={y2} />
              {lane !== 'enters' && <circle cx={x1} cy={y1} r={3} />}
              {lane !== 'leaves' && <circle cx={x2} cy={y2} r={3} />}
            </g>
          );
        })}
      </svg>
      <ol className="slope-side" aria-label="List of B, with where each item was in A">
        {b.map((row) => (
          <SlopeLabel key={row.item} row={row} item={items.find(({ item }) => item === row.item)!} side="b" />
        ))}
      </ol>
    </div>
  );
}

function SlopeLabel({ row, item, side }: { row: Ranked; item: SlopeItem; side: 'a' | 'b' }) {
  const lane = laneOf(item);
  const places = item.a === null || item.b === null ? null : item.a - item.b;
  const words = lane === 'stays' ? changeWords(places) : lane;
  return (
    <li style={{ height: line }} data-item={row.item} data-lane={lane}>
      <span className="num muted">{row.rank}</span>
      <span className="clip" title={row.name ?? row.item}>
        {row.name ?? row.item}
      </span>
      {lane !== 'stays' && (side === 'a') === (lane === 'leaves') ? (
        <span className="small muted">{words}</span>
      ) : (
        <span className="hidden-text">{words}</span>
      )}
    </li>
  );
}
