import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../app.tsx';
import { session, transport } from '../core/transport.ts';
import '../theme/global.css';
import { loadPagesLater } from './load-pages.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App transport={transport} session={session} />
  </StrictMode>,
);
loadPagesLater();
