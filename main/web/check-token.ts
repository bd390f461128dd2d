import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/refusal.ts';
import type { Tokens } from './tokens.ts';

/** Private routes: `Authorization: Bearer <token>`. */
export function checkToken({ headers }: FastifyRequest, tokens: Tokens): void {
  const challenge = { 'WWW-Authenticate': 'Bearer' };
  const given = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) {
    const message = 'Send the token in the header: "Authorization: Bearer <token>". Kindred prints it when it starts.';
    throw new Refusal('TOKEN_MISSING', message, challenge);
  }
  if (!tokens.matches(given)) {
    const message = 'This is not the token of this Kindred; a new one is made at each start. Use the newest address.';
    throw new Refusal('TOKEN_WRONG', message, challenge);
  }
}
