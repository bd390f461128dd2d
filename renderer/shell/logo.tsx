/** Two groups that are alike inside and a little across: the block diagonal of a similarity matrix. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg className="logo" viewBox="0 0 22 22" width={size} height={size} aria-hidden focusable="false">
      <g fill="var(--k-accent)">
        <rect x="1" y="1" width="6" height="6" rx="1.2" />
        <rect x="8" y="8" width="6" height="6" rx="1.2" />
        <rect x="15" y="15" width="6" height="6" rx="1.2" />
        <rect x="8" y="1" width="6" height="6" rx="1.2" opacity=".55" />
        <rect x="1" y="8" width="6" height="6" rx="1.2" opacity=".55" />
        <rect x="15" y="8" width="6" height="6" rx="1.2" opacity=".25" />
        <rect x="8" y="15" width="6" height="6" rx="1.2" opacity=".25" />
      </g>
    </svg>
  );
}
