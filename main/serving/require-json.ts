import type { FastifyRequest } from 'fastify';
import { checkContentType } from '../http/json-body.ts';

/** A body must say that it is JSON; where there is none, nothing has to be said. */
export function requireJson(request: FastifyRequest): void {
  const { headers } = request;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && (hasBody || headers['content-type'] !== undefined)) checkContentType(request);
}
