import type { Registry, RegistryEntry } from '../../api/bindings';

/** The two lists of the registry. */
export type EntryKind = 'agents' | 'models';

/** What is wrong with an entry, if anything. */
export type EntryProblem = 'name' | 'taken' | 'date' | 'source';

/** A registry with one entry changed, added (without a former one) or taken away (without a new one). */
export function changed(registry: Registry, kind: EntryKind, before: RegistryEntry | undefined, after: RegistryEntry | undefined): Registry {
  const entries = registry[kind].flatMap((entry) => (entry === before ? (after ? [after] : []) : [entry]));
  if (!before && after) entries.push(after);
  // Whoever follows a version under its former name follows it under the new one.
  const followed = entries.map((entry) => (before && after && entry.succeeds === before.name ? { ...entry, succeeds: after.name } : entry));
  return { ...registry, [kind]: followed };
}

/** A date needs a page on which it was read: a guess would mark other people's evidence as old. */
export function problemOf(entry: RegistryEntry, others: readonly RegistryEntry[], before: RegistryEntry | undefined): EntryProblem | undefined {
  if (entry.name === '') return 'name';
  if (others.some((other) => other !== before && other.name.toLowerCase() === entry.name.toLowerCase())) return 'taken';
  if (entry.released !== null && !/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(entry.released)) return 'date';
  return entry.released !== null && entry.source === null ? 'source' : undefined;
}

/** Where an address leads, in short; of a host of many projects the project is named as well. */
export function hostOf(address: string): string {
  try {
    const { host, pathname } = new URL(address);
    return host === 'github.com' ? `${host}${pathname.split('/').slice(0, 3).join('/')}` : host;
  } catch {
    return address;
  }
}
