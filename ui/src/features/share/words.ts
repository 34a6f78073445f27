import type { SharedLibrary } from '../../api/bindings';
import { line, moment } from '../../i18n/format';
import { t } from '../../i18n/i18n.svelte';
import { sentenceCase } from '../../lib/text';

/** The codes under which a library remembers how the last look ended, by the name of the refusal. */
const REFUSALS: Record<string, string> = {
  'needs-credentials': 'needs_credentials', 'remote-not-found': 'not_found', unreachable: 'unreachable', 'empty-remote': 'empty', 'not-a-library': 'not_a_library', 'bad-marker': 'bad_marker', 'remote-too-large': 'too_large',
  'remote-damaged': 'damaged', 'another-library': 'another_library', rewritten: 'rewritten', 'moved-on': 'moved_on', protected: 'protected', 'no-git': 'no_git', stopped: 'stopped',
};

/** One line about a library: what waits, else how the last look ended. */
export function summary(library: SharedLibrary, now = Date.now()): string {
  const m = t().share;
  const when = library.checked === null ? '' : moment(library.checked, now);
  const waits = line([library.conflicts > 0 && m.side.conflicts(library.conflicts), library.edited > 0 && m.side.edited(library.edited)]);
  const { outcome } = library;
  if (outcome === 'needs-a-look') return line([m.side.look, waits]);
  const refused = outcome === null ? undefined : m.refusal[REFUSALS[outcome] ?? ''];
  if (refused) return refused.title;
  if (waits) return waits;
  if (outcome === null) return m.side.never;
  return outcome === 'pulled' ? m.side.pulledAt(when) : m.side.upToDate(when);
}

/** The words for a rule of the publish checks; formats of tokens keep their own names. */
export const ruleName = (rule: string): string => t().share.publish.rule[rule] ?? sentenceCase(rule);

/** A name for a library out of its address: 3 to 64 of a-z, 0-9 and hyphens, or nothing. */
export function nameFrom(address: string): string {
  const last = address.trim().replace(/[/\\]+$/, '').split(/[/\\:]/).at(-1) ?? '';
  const name = last.replace(/\.git$/i, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 64);
  return name.length >= 3 ? name : '';
}
