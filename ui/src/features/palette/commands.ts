import type { Session } from '../../app/session.svelte';
import { t } from '../../i18n/i18n.svelte';
import type { Find } from '../find/find.svelte';

/** Something the palette can do. */
export interface PaletteCommand {
  id: string;
  text: string;
  keys?: string;
  run: () => void;
}

/** Tells whether every word of the input begins a word of the text; an empty input matches all. */
export function matches(text: string, input: string): boolean {
  const lower = text.toLocaleLowerCase();
  return input
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => lower.includes(part));
}

/** Everything that can be done from where the app is; what concerns an open record comes first. */
export function commandsFor(session: Session, find: Find): PaletteCommand[] {
  const { router } = session;
  const m = t().palette.cmd;
  const { route } = router;
  const id = route.page === 'record' || route.page === 'edit' ? route.id : undefined;
  const ofRecord: PaletteCommand[] = id
    ? [
        ...(route.page === 'record' ? [{ id: 'edit', text: m.edit, keys: 'e', run: () => router.go({ page: 'edit', id }) }] : []),
        { id: 'compare-add', text: t().evidence.compare.add, run: () => session.compare(id) },
        { id: 'publish', text: t().share.publish.start, keys: 'p', run: () => void session.publish(id) },
        { id: 'history', text: m.history, keys: 'h', run: () => router.go({ page: 'record', id, part: 'history' }) },
        { id: 'copy', text: m.copyLink, keys: 'c', run: () => void session.copy(`fieldbook://record/${id}`, t().record.linkCopied) },
        { id: 'duplicate', text: m.duplicate, keys: 'd', run: () => void session.duplicate(id) },
        {
          id: 'trash',
          text: m.trash,
          run: () => {
            void session.trash(id, id);
            router.go({ page: 'find', query: find.query });
          },
        },
      ]
    : [];
  return [
    ...ofRecord,
    { id: 'find', text: m.find, keys: '/', run: () => router.go({ page: 'find', query: find.query }) },
    { id: 'new', text: t().app.newRecord, keys: 'Mod+n', run: () => (session.overlay = { name: 'new', title: '' }) },
    { id: 'log', text: t().evidence.nav.log, keys: 'Mod+l', run: () => session.log() },
    { id: 'log-window', text: t().evidence.log.window, run: () => void session.logWindow() },
    { id: 'register', text: t().evidence.log.registerTitle, run: () => session.log({ starting: true }) },
    { id: 'map', text: t().evidence.map.title, keys: 'Mod+2', run: () => router.go({ page: 'map', by: 'agent', query: '' }) },
    { id: 'inbox', text: t().evidence.inbox.title, keys: 'Mod+3', run: () => router.go({ page: 'inbox' }) },
    { id: 'libraries', text: t().share.nav, keys: 'Mod+4', run: () => session.openLibrary() },
    { id: 'insights', text: t().evidence.insights.title, keys: 'Mod+5', run: () => router.go({ page: 'insights', query: '' }) },
    { id: 'interview', text: t().evidence.interview.title, run: () => router.go({ page: 'interview' }) },
    { id: 'registry', text: t().evidence.registry.title, run: () => router.go({ page: 'registry' }) },
    ...(session.comparing.length > 1 ? [{ id: 'compare', text: t().evidence.compare.title, run: () => router.go({ page: 'compare', ids: session.comparing }) }] : []),
    { id: 'settings', text: m.settings, keys: 'Mod+,', run: () => router.go({ page: 'settings' }) },
    { id: 'query', text: t().search.help, keys: 'F1', run: () => (session.overlay = { name: 'query' }) },
    ...(find.query !== '' && route.page === 'find' ? [{ id: 'save-search', text: t().search.saved.saveTitle, keys: 'Mod+s', run: () => (session.overlay = { name: 'save-search' }) }] : []),
    { id: 'keys', text: m.shortcuts, keys: '?', run: () => (session.overlay = { name: 'shortcuts' }) },
    { id: 'light', text: m.themeLight, run: () => void session.change({ theme: 'light' }) },
    { id: 'dark', text: m.themeDark, run: () => void session.change({ theme: 'dark' }) },
    { id: 'system', text: m.themeSystem, run: () => void session.change({ theme: 'system' }) },
    { id: 'en', text: m.english, run: () => void session.change({ language: 'en' }) },
    { id: 'zh', text: m.chinese, run: () => void session.change({ language: 'zh' }) },
    { id: 'backup', text: m.backup, run: () => void session.backup() },
    { id: 'rebuild', text: m.rebuild, run: () => void session.rebuild() },
    { id: 'doctor', text: m.doctor, run: () => router.go({ page: 'settings' }) },
    { id: 'export', text: m.export, run: () => void session.exportAll() },
    { id: 'back', text: m.back, keys: 'Alt+ArrowLeft', run: () => router.back() },
  ];
}
