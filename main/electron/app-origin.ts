/** The page's own scheme: unlike file:// it has an origin, a policy and a list of files. */
export const appScheme = 'app';
export const appOrigin = 'app://kindred';
export const appPage = `${appOrigin}/index.html`;

/** True for addresses of the page and its files. Parsed, because `app://kindred.evil.example` starts the same. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${appScheme}:` && host === 'kindred' && username === '' && password === '';
}

/** True for the one page; a window never leaves it, not even for a file of its own origin. */
export const isAppPage = (address: string): boolean =>
  isAppUrl(address) && ['', '/', '/index.html'].includes(new URL(address).pathname);
