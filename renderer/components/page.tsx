import { useEffect, type ReactNode } from 'react';
import { namePage } from '../core/page-title.ts';
import './page.css';

type Props = {
  title: string;
  /** Drawn in place of the title, where it is more than words. */
  heading?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The title is only spoken and in the window's title. */
  hideTitle?: boolean;
  /** The page scrolls inside its own parts, not as a whole. */
  fixed?: boolean;
  children: ReactNode;
};

/** Every page: a title, what can be done, and the body; it names the window too. */
export function Page({ title, heading, subtitle, actions, hideTitle = false, fixed = false, children }: Props) {
  useEffect(() => namePage(title), [title]);
  return (
    <div className="page" data-fixed={fixed || undefined}>
      {hideTitle ? (
        <h1 className="hidden-text">{title}</h1>
      ) : (
        <header className="page-head">
          <div className="page-title">
            <h1>{heading ?? title}</h1>
            {subtitle && <div className="muted page-subtitle">{subtitle}</div>}
          </div>
          {actions && <div className="page-actions">{actions}</div>}
        </header>
      )}
      {children}
    </div>
  );
}
