import { groupColour, textOn } from '#shared/domain/group-colours.ts';
import type { Neighbourhood, UserView } from '#shared/domain/user-lens.ts';
import { egoLayout } from '../../plots/ego-layout.ts';
import { formatFigure } from '../../text/number.ts';

type Props = Neighbourhood & {
  view: UserView;
  pointed: string | null;
  onPoint(user: string | null): void;
  onUser(user: string): void;
};

const half = 190;

/** The user in the middle, neighbours around: a picture of the list beside it, which says the same in words. */
export function EgoGraph({ view, pointed, onPoint, onUser, ...neighbourhood }: Props) {
  const { nodes, links } = egoLayout(neighbourhood, half);
  const colour = groupColour(view.group?.index ?? null);
  return (
    <figure className="ego">
      <svg viewBox={`0 0 ${2 * half} ${2 * half}`} aria-hidden>
        {nodes.map((node) => (
          <line key={node.user} className="ego-spoke" x1={half} y1={half} x2={node.x} y2={node.y} />
        ))}
        {links.map(({ from, to, similarity }) => (
          <line
            key={`${from.user} ${to.user}`}
            className="ego-link"
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            strokeWidth={0.5 + 2 * similarity}
          />
        ))}
        {nodes.map((node) => {
          const fill = groupColour(node.group?.index ?? null);
          return (
            <g
              key={node.user}
              className="ego-node"
              data-user={node.user}
              data-pointed={pointed === node.user || undefined}
              onMouseEnter={() => onPoint(node.user)}
              onMouseLeave={() => onPoint(null)}
              onClick={() => onUser(node.user)}
            >
              <title>{`${node.user}${node.group ? `, ${node.group.name}` : ''}: similarity ${formatFigure(node.similarity)}`}</title>
              {node.isBridge && <circle className="ego-ring" cx={node.x} cy={node.y} r={node.radius + 3.5} />}
              <circle cx={node.x} cy={node.y} r={node.radius} fill={fill} />
              <text x={node.x} y={node.y} fill={textOn(fill)}>
                {node.group?.letter}
              </text>
            </g>
          );
        })}
        <circle cx={half} cy={half} r={13} fill={colour} className="ego-self" />
        <text x={half} y={half} fill={textOn(colour)}>
          {view.group?.letter ?? ''}
        </text>
      </svg>
      <figcaption className="muted small">
        {view.user} in the middle of {nodes.length} neighbours, as in the list; nearer is more similar. A ring: linked
        here to two other groups or more.
      </figcaption>
    </figure>
  );
}
