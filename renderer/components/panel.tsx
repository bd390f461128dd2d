import { useId, type ReactNode } from 'react';
import './panel.css';

type Props = { title?: string; aside?: ReactNode; flush?: boolean; className?: string; children: ReactNode };

/** A titled surface. `flush` lets tables run to its edges. */
export function Panel({ title, aside, flush = false, className = '', children }: Props) {
  const id = useId();
  return (
    <section className={`panel ${className}`} {...(title ? { 'aria-labelledby': id } : {})}>
      {title && (
        <header className="panel-head">
          <h2 id={id}>{title}</h2>
          {aside && <div className="panel-aside">{aside}</div>}
        </header>
      )}
      <div className="panel-body" data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  );
}
