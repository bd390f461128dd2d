import { useSyncExternalStore } from 'react';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { Transport } from '#shared/api/rpc.ts';
import { KindredProvider } from './core/kindred.tsx';
import { createQueryClient } from './core/query-client.ts';
import type { Session } from './core/session.ts';
import { router } from './router.tsx';
import { SignedOut } from './shell/signed-out.tsx';
import { cssVariablesResolver } from './theme/css-variables.ts';
import { mantineTheme } from './theme/mantine-theme.ts';

const queryClient = createQueryClient();

/** The workbench over one transport. */
export function App({ transport, session }: { transport: Transport; session: Session }) {
  const isSignedIn = useSyncExternalStore(session.onUnauthorized, session.isSignedIn);
  return (
    <MantineProvider theme={mantineTheme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <KindredProvider transport={transport}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" autoClose={10_000} limit={4} />
          {isSignedIn ? <RouterProvider router={router} /> : <SignedOut />}
        </QueryClientProvider>
      </KindredProvider>
    </MantineProvider>
  );
}
