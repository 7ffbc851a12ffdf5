// The types of every call follow from docs/api/openapi.json through generated.d.ts: an endpoint, parameter, body or answer that the server
// does not describe does not compile.
import type { components, paths } from './generated';

/** A named shape of the API. */
export type Schemas = components['schemas'];

export type Method = 'get' | 'post' | 'put' | 'delete';

type Prefix = '/api/v1';
type Operation<P extends string, M extends Method> = `${Prefix}${P}` extends keyof paths ? NonNullable<paths[`${Prefix}${P}`][M]> : never;

/** Paths below /api/v1 that serve a method. */
export type PathOf<M extends Method> = {
  [K in keyof paths]: K extends `${Prefix}${infer Rest}` ? (M extends keyof paths[K] ? ([NonNullable<paths[K][M]>] extends [never] ? never : Rest) : never) : never;
}[keyof paths];

type PathParameters<O> = O extends { parameters: { path: infer T } } ? T : never;
type QueryParameters<O> = O extends { parameters: { query?: infer T } } ? NonNullable<T> : never;
type Body<O> = O extends { requestBody?: { content: { 'application/json': infer T } } } ? T : never;
type AnswerOf<R> = R extends { 200: { content: { 'application/json': infer T } } } ? T
  : R extends { 200: { content: { 'application/geo+json': infer T } } } ? T
    : R extends { 204: unknown } ? void : never;

/** What a call answers; nothing for acts that answer 204. */
export type Answer<P extends string, M extends Method> = Operation<P, M> extends { responses: infer R } ? AnswerOf<R> : never;

type Part<Name extends string, T> = [T] extends [never] ? unknown : Record<string, never> extends T ? { [K in Name]?: T } : { [K in Name]: T };

/** How a call goes out, beside what the endpoint asks for. */
export interface Sending {
  /** One id for one act of a person: a repetition after a lost answer is then harmless. */
  requestId?: string;
  /** The login calls answer 401 themselves; they must not start a second login. */
  quiet401?: boolean;
  signal?: AbortSignal;
}

/** Everything that a call of this path and method must and may be given. */
export type Given<P extends string, M extends Method> = Sending
  & Part<'path', PathParameters<Operation<P, M>>>
  & Part<'query', QueryParameters<Operation<P, M>>>
  & Part<'json', Body<Operation<P, M>>>;

/** The argument may be left out where nothing of it is required. */
export type Arguments<P extends string, M extends Method> = Sending extends Given<P, M> ? [given?: Given<P, M>] : [given: Given<P, M>];
