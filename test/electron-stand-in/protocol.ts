import { app } from './app.ts';
import { record } from './record.ts';

type Answer = (request: Request) => Response | Promise<Response>;

const answers = new Map<string, Answer>();
/** Chromium knows no `app:`; a name below .localhost is as trustworthy to it as a secure custom scheme. */
const pageOrigin = 'http://kindred.localhost';
const appOrigin = 'app://kindred';

export const protocol = {
  registerSchemesAsPrivileged(schemes: (typeof record)['schemes']): void {
    app.forbidReady('protocol.registerSchemesAsPrivileged()');
    record.schemes.push(...schemes);
  },
  handle(scheme: string, answer: Answer): void {
    app.requireReady('protocol.handle()');
    if (answers.has(scheme)) throw new Error(`The scheme '${scheme}' is handled already`);
    answers.set(scheme, answer);
    record.handledSchemes.push(scheme);
  },
};

/** What the application answers to a request for one of its own addresses. */
export async function answerAppRequest(url: string, method: string, body?: Buffer | null): Promise<Response> {
  const answer = answers.get(new URL(url).protocol.replace(':', ''));
  if (!answer) return new Response('ERR_UNKNOWN_URL_SCHEME', { status: 404 });
  return answer(new Request(url, { method, ...(body && { body: new Uint8Array(body) }) }));
}

/** `app://kindred/x` as Chromium is told it. */
export const toPageUrl = (url: string): string =>
  url.startsWith(`${appOrigin}/`) ? pageOrigin + url.slice(appOrigin.length) : url;

/** The address that the application sees for what Chromium calls it. */
export const toAppUrl = (url: string): string =>
  url.startsWith(`${pageOrigin}/`) ? appOrigin + url.slice(pageOrigin.length) : url;
