import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Desk } from './desk.tsx'
import { LiveProvider } from './live/live-provider.tsx'
import { RequestError } from './net/http.ts'
import { ToastProvider } from './parts/toast.tsx'
import { SignedIn } from './session/session.tsx'
import { SignIn } from './session/sign-in.tsx'
import { PreferencesProvider } from './shell/preferences.tsx'

const Setup = lazy(() => import('./session/setup.tsx').then(page => ({ default: page.Setup })))
const AgentsPage = lazy(() => import('./agents/agents-page.tsx').then(page => ({ default: page.AgentsPage })))
const ChannelsPage = lazy(() => import('./channels/channels-page.tsx').then(page => ({ default: page.ChannelsPage })))

const again = (tries: number, error: unknown) =>
  tries < 2 && error instanceof RequestError && (error.status === 0 || error.status >= 500)

/** Nothing grows stale by itself: the live stream says what changed. */
const makeClient = () => {
  const client: QueryClient = new QueryClient({
    // Whoever is told "signed out" by anything is asked who they are, and then shown the way in.
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof RequestError && error.status === 401 && query.queryKey[0] !== 'me')
          void client.invalidateQueries({ queryKey: ['me'] })
      },
    }),
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, gcTime: 15 * 60_000, refetchOnWindowFocus: false, retry: again },
    },
  })
  return client
}

export const App = () => {
  const [client] = useState(makeClient)
  return (
    <PreferencesProvider>
      <QueryClientProvider client={client}>
        <ToastProvider>
          <Suspense>
            <Switch>
              <Route path="/setup" component={Setup} />
              <Route path="/sign-in" component={SignIn} />
              <Route path="/agents">
                <Inside>
                  <AgentsPage />
                </Inside>
              </Route>
              <Route path="/channels">
                <Inside>
                  <ChannelsPage />
                </Inside>
              </Route>
              <Route path="/:view/:thread?">
                {({ view, thread }) => (
                  <Inside>
                    <Desk view={view} thread={thread ?? null} />
                  </Inside>
                )}
              </Route>
              <Route>
                <Redirect to="/waiting" replace />
              </Route>
            </Switch>
          </Suspense>
        </ToastProvider>
      </QueryClientProvider>
    </PreferencesProvider>
  )
}

const Inside = ({ children }: { children: React.ReactNode }) => (
  <SignedIn>
    <LiveProvider>{children}</LiveProvider>
  </SignedIn>
)
