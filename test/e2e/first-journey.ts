import type { Page } from '@playwright/test';

/** One step of the journey: what the hand does, and the sign by which it knows that it is done. */
export type JourneyStep = { name: string; act(app: Page): Promise<unknown> };

const dialogOf = (app: Page) => app.getByRole('dialog', { name: 'Promote to live' });
const pageTab = (app: Page, name: string) =>
  app.getByRole('navigation', { name: 'Open pages' }).getByRole('link', { name });
const finished = (app: Page, run: string) =>
  app.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: run }).filter({ hasText: 'Finished' });
const summary = (app: Page) => app.getByRole('region', { name: 'Summary' });
const cellLink = (app: Page) => app.getByRole('link', { name: /^Open u\d{3}$/ });

/** The first journey by mouse, from Home of an empty folder to an answer of the API; `act` resolves at the step's sign. */
export const firstJourney: readonly JourneyStep[] = [
  {
    name: 'the sample is opened',
    act: async (app) => {
      await app.getByRole('button', { name: 'Open the sample' }).click();
      await app.getByText('six-groups: 600 users × 240 items', { exact: false }).waitFor();
    },
  },
  {
    name: 'its groups are looked at',
    act: async (app) => {
      await app.getByRole('link', { name: 'Look at its groups' }).click();
      await app.getByRole('table', { name: 'Expected similarity' }).waitFor();
    },
  },
  {
    name: 'two baselines are trained',
    act: async (app) => {
      await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home', exact: true }).click();
      await app.getByRole('button', { name: 'Train two baselines' }).click();
      await finished(app, 'popularity').waitFor();
      await finished(app, 'user_knn').waitFor();
    },
  },
  {
    name: 'they are compared',
    act: async (app) => {
      await app.getByRole('button', { name: /^Compare \(2\)/ }).click();
      await summary(app).getByText('beats A (popularity)').waitFor();
    },
  },
  {
    name: 'the heatmap is drawn',
    act: async (app) => {
      await app.getByRole('region', { name: 'Runs that are compared' }).getByRole('link', { name: 'user-knn' }).click();
      await app.getByRole('link', { name: 'Heatmaps' }).click();
      await app
        .getByRole('application', { name: 'Heatmap of 600 users by 600 users' })
        .locator('.heatmaplayer image')
        .first()
        .waitFor();
    },
  },
  {
    name: 'one cell is pressed',
    act: async (app) => {
      // Three times in: 600 positions become 75, so that a cell is one pair of users.
      for (let times = 0; times < 3; times++) await app.getByRole('button', { name: 'Zoom in' }).click();
      await app.waitForURL(/r0=\d+/);
      await app
        .getByRole('application')
        .locator('.nsewdrag')
        .click({ position: { x: 100, y: 160 } });
      await cellLink(app).first().waitFor();
    },
  },
  {
    name: 'a row of a list is explained',
    act: async (app) => {
      await cellLink(app).first().click();
      await app.getByRole('region', { name: 'List of the run' }).locator('ol .list-row').first().click();
      await app.getByRole('region', { name: /^Why / }).locator('tfoot data').waitFor();
    },
  },
  {
    name: 'the gates are checked',
    act: async (app) => {
      await pageTab(app, 'Compare').click();
      await app.getByRole('button', { name: 'Promote winner (B)…' }).click();
      await dialogOf(app)
        .getByRole('button', { name: /^Register v1/ })
        .click();
      await dialogOf(app).getByRole('list', { name: 'Gates' }).getByRole('listitem').nth(3).waitFor();
    },
  },
  {
    name: 'the winner is live',
    act: async (app) => {
      await dialogOf(app).getByRole('button', { name: 'Promote to live' }).click();
      await dialogOf(app)
        .getByText(/v1 is live\.$/)
        .waitFor();
    },
  },
  {
    name: 'the API answers',
    act: async (app) => {
      await dialogOf(app).getByRole('link', { name: 'Open Serving' }).click();
      await app.getByRole('contentinfo', { name: 'Status' }).getByText('API live v1').waitFor();
      const tryIt = app.getByRole('region', { name: 'Try it' });
      await tryIt.getByRole('button', { name: 'Ask' }).click();
      await app
        .getByRole('region', { name: 'Answer of the live version', exact: true })
        .getByRole('listitem')
        .nth(9)
        .waitFor();
    },
  },
];
