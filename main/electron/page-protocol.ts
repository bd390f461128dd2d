import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Core } from '#runs/core.ts';
import { httpStatus, KindredError, toWire } from '#shared/api/errors.ts';
import { uploadPartBytes } from '#shared/domain/upload.ts';
import { bytesBody, bytesHeaders, bytesRequest } from '../bytes-answer.ts';
import { contentSecurityPolicy, securityHeaders } from '../security-headers.ts';
import { isAppUrl } from './app-origin.ts';

export type PageSource = {
  bytes: Core['bytes'];
  upload: Core['upload'];
  rendererRoot: string;
  /** Address of Vite's server while developing; null when the page is built. */
  devServer: string | null;
};

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.map': 'application/json',
};

/**
 * Answers `app://kindred/…`: the page's files from a list made at start, so that no spelling of a path reaches another file,
 * and the core's bytes below `bytes/`.
 */
export function createPageProtocol({
  bytes,
  upload,
  rendererRoot,
  devServer,
}: PageSource): (r: Request) => Promise<Response> {
  const files = devServer === null ? listFiles(rendererRoot) : new Map<string, string>();
  const policy = devServer === null ? contentSecurityPolicy : allowing(devServer);

  return async (request) => {
    const { method, url } = request;
    if (!isAppUrl(url)) return refuse(403, 'This is not an address of the workbench.');
    const { pathname, search, searchParams } = new URL(url);
    const path = decode(pathname);
    if (path === null) return refuse(400, 'The address is not properly encoded.');
    const allowed = path === uploadPath ? 'POST' : 'GET';
    if (method !== allowed) return refuse(405, `Only ${allowed} is answered.`, { Allow: allowed });
    if (path === uploadPath) return takeBytes(upload, searchParams, request);
    if (path.startsWith('bytes/')) return answerBytes(bytes, path.slice('bytes/'.length), searchParams);
    if (devServer !== null) return withPolicy(await fetch(new URL(pathname + search, devServer)), policy);
    const file = files.get(path === '' ? 'index.html' : path);
    if (file === undefined) return refuse(404, 'The workbench has no such file.');
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    const headers = { ...securityHeaders, 'Content-Type': type, 'Content-Security-Policy': policy };
    return new Response(await readFile(file), { headers });
  };
}

const uploadPath = 'bytes/upload';

function answerBytes(bytes: Core['bytes'], path: string, search: URLSearchParams): Promise<Response> {
  return orRefusal(async () => {
    const request = bytesRequest(path, search);
    const answer = await bytes(request.path, request.query);
    const headers = { ...securityHeaders, ...bytesHeaders(answer) };
    const body = bytesBody(answer);
    // Node's types of the web's streams are not the browser's, which Response takes; they are the same at run time.
    const sent = body instanceof Uint8Array ? new Uint8Array(body) : (Readable.toWeb(body) as ReadableStream);
    return new Response(sent, { headers });
  });
}

/** A part of a file that was dropped on the page. What it declares is looked at before it is read. */
function takeBytes(upload: Core['upload'], search: URLSearchParams, request: Request): Promise<Response> {
  return orRefusal(async () => {
    const { path, query } = bytesRequest('upload', search);
    const declared = Number(request.headers.get('content-length') ?? 0);
    if (declared > uploadPartBytes) {
      throw new KindredError('too_large', `A part has at most ${uploadPartBytes} bytes, and this one ${declared}.`);
    }
    const value = await upload(path, query, new Uint8Array(await request.arrayBuffer()));
    return Response.json({ ok: true, value }, { headers: securityHeaders });
  });
}

async function orRefusal(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const wire = toWire(error);
    return Response.json({ ok: false, error: wire }, { status: httpStatus[wire.code], headers: securityHeaders });
  }
}

/** Paths below the root with forward slashes → files. Links and other things that are no plain file are left out. */
function listFiles(root: string): ReadonlyMap<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [file.slice(root.length).split(sep).filter(Boolean).join('/'), file]));
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname).replace(/^\//, '');
  } catch {
    return null;
  }
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(message, { status, headers: { ...securityHeaders, ...headers, 'Content-Type': 'text/plain' } });
}

/** While developing, the page also talks to Vite for changed modules. */
const allowing = (devServer: string) =>
  contentSecurityPolicy.replace("connect-src 'self'", `connect-src 'self' ${devServer.replace(/^http/, 'ws')}`);

function withPolicy(response: Response, policy: string): Response {
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', policy);
  return new Response(response.body, { status: response.status, headers });
}
