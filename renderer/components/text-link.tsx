import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';
import './text-link.css';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

/** A place to go, in text; typed by the routes. */
export const TextLink = createLink(({ className = '', children, ...rest }: Props) => (
  <a className={`text-link ${className}`} {...rest}>
    {children}
  </a>
));
