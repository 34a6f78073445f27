import { host } from '../host/host';
import type { ApiError, Commands } from './bindings';

/** Runs one command; rejects with an {@link ApiError}, whatever went wrong. */
export async function call<K extends keyof Commands>(name: K, input: Commands[K][0]): Promise<Commands[K][1]> {
  try {
    return (await host().rpc(name, input)) as Commands[K][1];
  } catch (problem) {
    throw toApiError(problem);
  }
}

/** Gives any failure the shape that the interface has words for. */
export function toApiError(problem: unknown): ApiError {
  if (isApiError(problem)) return problem;
  const message = problem instanceof Error ? problem.message : String(problem);
  return { code: 'unreachable', message, args: {} };
}

function isApiError(problem: unknown): problem is ApiError {
  return typeof problem === 'object' && problem !== null && 'code' in problem && 'message' in problem;
}
