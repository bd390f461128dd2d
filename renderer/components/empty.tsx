import type { ReactNode } from 'react';
import './states.css';

type Props = { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode };

/** What will be here, and the one thing to do next. */
export function Empty({ icon, title, children, actions }: Props) {
  return (
    <div className="state">
      {icon && <span className="state-icon muted">{icon}</span>}
      <div className="state-text">
        <p className="state-title">{title}</p>
        {children && <div className="muted">{children}</div>}
        {actions && <div className="state-actions">{actions}</div>}
      </div>
    </div>
  );
}
