import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { parseSearch, stringifySearch } from './core/search-text.ts';
import { readCompareSearch } from './pages/compare/compare-search.ts';
import { readDataSearch } from './pages/data/data-search.ts';
import { readHeatmapSearch } from './pages/run/heatmap-search.ts';
import { readRunsSearch } from './pages/runs/runs-search.ts';
import { readServingSearch } from './pages/serving/serving-search.ts';
import { readStudioSearch } from './pages/studio/studio-search.ts';
import { readTrainSearch } from './pages/train/train-search.ts';
import { readUsersSearch } from './pages/users/users-search.ts';
import { NotFound } from './shell/not-found.tsx';
import { PageCrash } from './shell/page-crash.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const place = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const home = createRoute({
  ...place('/'),
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
});
const data = createRoute({
  ...place('/data'),
  validateSearch: readDataSearch,
  component: lazyRouteComponent(() => import('./pages/data/data-page.tsx'), 'DataPage'),
});
const studio = createRoute({
  ...place('/studio'),
  validateSearch: readStudioSearch,
  component: lazyRouteComponent(() => import('./pages/studio/studio-page.tsx'), 'StudioPage'),
});
const train = createRoute({
  ...place('/train'),
  validateSearch: readTrainSearch,
  component: lazyRouteComponent(() => import('./pages/train/train-page.tsx'), 'TrainPage'),
});
const runs = createRoute({
  ...place('/runs'),
  validateSearch: readRunsSearch,
  component: lazyRouteComponent(() => import('./pages/runs/runs-page.tsx'), 'RunsPage'),
});
const run = createRoute({
  ...place('/runs/$run'),
  component: lazyRouteComponent(() => import('./pages/run/run-page.tsx'), 'RunPage'),
});
const overview = createRoute({
  getParentRoute: () => run,
  path: '/',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/overview.tsx'), 'Overview'),
});
const heatmaps = createRoute({
  getParentRoute: () => run,
  path: '/heatmaps',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/heatmaps.tsx'), 'Heatmaps'),
});
const groups = createRoute({
  getParentRoute: () => run,
  path: '/groups',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/groups/groups.tsx'), 'Groups'),
});
const popularity = createRoute({
  getParentRoute: () => run,
  path: '/popularity',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/popularity/popularity.tsx'), 'Popularity'),
});
const embedding = createRoute({
  getParentRoute: () => run,
  path: '/embedding',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/embedding/embedding.tsx'), 'EmbeddingTab'),
});
const runUsers = createRoute({
  getParentRoute: () => run,
  path: '/users',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/users/user-table.tsx'), 'Users'),
});
const predictions = createRoute({
  getParentRoute: () => run,
  path: '/predictions',
  component: lazyRouteComponent(() => import('./pages/queries/run/predictions.tsx'), 'PredictionsTab'),
});
const features = createRoute({
  getParentRoute: () => run,
  path: '/features',
  component: lazyRouteComponent(() => import('./pages/queries/run/features.tsx'), 'FeaturesTab'),
});
const files = createRoute({
  getParentRoute: () => run,
  path: '/files',
  validateSearch: readHeatmapSearch,
  component: lazyRouteComponent(() => import('./pages/run/files.tsx'), 'Files'),
});
const compare = createRoute({
  ...place('/compare'),
  validateSearch: readCompareSearch,
  component: lazyRouteComponent(() => import('./pages/compare/compare-page.tsx'), 'ComparePage'),
});
const users = createRoute({
  ...place('/users'),
  validateSearch: readUsersSearch,
  component: lazyRouteComponent(() => import('./pages/users/users-page.tsx'), 'UsersPage'),
});
const serving = createRoute({
  ...place('/serving'),
  validateSearch: readServingSearch,
  component: lazyRouteComponent(() => import('./pages/serving/serving-page.tsx'), 'ServingPage'),
});

/** The address is `…#/runs/42`: the same after the `#` on the web host and in the app. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    data,
    studio,
    train,
    runs,
    run.addChildren([overview, heatmaps, groups, popularity, embedding, runUsers, predictions, features, files]),
    compare,
    users,
    serving,
  ]),
  history: createHashHistory(),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageCrash,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
