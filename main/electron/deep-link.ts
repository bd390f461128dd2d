/** `kindred://run/<id or number>`: the same page as `…#/runs/<id>` on the web host. */
const runLink = /^kindred:\/\/run\/([a-z0-9]{1,64})\/?$/;

/** The route that a link names; null for anything that is not exactly such a link, because links come from anywhere. */
export function routeOfLink(link: string): string | null {
  const id = runLink.exec(link)?.[1];
  return id === undefined ? null : `/runs/${id}`;
}

/** The first link among the arguments of a start; systems other than macOS hand links over this way. */
export function routeOfArguments(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const route = routeOfLink(argument);
    if (route !== null) return route;
  }
  return null;
}
