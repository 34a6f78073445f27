import { getContext, setContext } from 'svelte';
import type { Session } from './session.svelte';

const KEY = Symbol('session');

/** Gives the session to everything below. */
export const provideSession = (session: Session): Session => setContext(KEY, session);

/** The session of this window. */
export const useSession = (): Session => getContext<Session>(KEY);
