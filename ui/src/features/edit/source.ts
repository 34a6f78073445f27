import { defaultKeymap, history, historyKeymap, indentWithTab, redo, undo } from '@codemirror/commands';
import { markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { HighlightStyle, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { isInFields, smallestChange } from './change';

/** Lines to mark: those of the field that has the focus, and those with something to put right. */
export interface Marks {
  sync: { first: number; last: number } | undefined;
  errors: readonly number[];
}

// Not `markdown()`: it brings the languages of HTML, CSS and JavaScript, half the size of the editor.
const content = new LanguageSupport(markdownLanguage);

const setMarks = StateEffect.define<Marks>();
const marked = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    let next = decorations.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setMarks)) next = decorate(transaction.state, effect.value);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState, { sync, errors }: Marks): DecorationSet {
  const classes = new Map<number, string>();
  if (sync) for (let line = sync.first; line <= sync.last; line += 1) classes.set(line, 'fb-sync');
  for (const line of errors) classes.set(line, 'fb-err');
  const ranges = [...classes]
    .filter(([line]) => line >= 1 && line <= state.doc.lines)
    .sort(([a], [b]) => a - b)
    .map(([line, name]) => Decoration.line({ class: name }).range(state.doc.line(line).from));
  return Decoration.set(ranges);
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.labelName, tags.processingInstruction], color: 'var(--code-key)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: tags.special(tags.string), color: 'var(--code-str)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--mixed-text)' },
  { tag: tags.heading, color: 'var(--text)', fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: [tags.comment, tags.meta, tags.contentSeparator, tags.quote], color: 'var(--text-3)' },
  { tag: tags.monospace, color: 'var(--code-str)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: 'var(--t-12)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--text-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '36px', padding: '0 8px 0 4px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in oklch, var(--hover) 55%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--selected-line)' },
  '.fb-sync': { backgroundColor: 'var(--selected)', boxShadow: 'inset 2px 0 0 var(--accent-fill)' },
  '.fb-err': { backgroundColor: 'var(--fail-soft)', boxShadow: 'inset 2px 0 0 var(--fail-fill)' },
  '.cm-panels': { backgroundColor: 'var(--bg)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panel input, .cm-panel button': { font: 'inherit', color: 'inherit', background: 'var(--surface)', border: '1px solid var(--control-line)', borderRadius: '4px' },
  '.cm-searchMatch': { backgroundColor: 'var(--mark)', color: 'var(--mark-text)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--focus)' },
});

/** What the source tells the editor. */
export interface SourceEvents {
  changed: (text: string) => void;
  /** The caret is on this line, counted from 1; `focused` says whether the source has the focus. */
  caret: (line: number, focused: boolean) => void;
  files: (files: File[]) => void;
}

/** The Markdown source: CodeMirror in a shadow root, where its styles are adopted sheets and no `style` element. */
export class Source {
  readonly view: EditorView;
  #label = new Compartment();
  #editable = new Compartment();

  constructor(parent: HTMLElement, text: string, label: string, events: SourceEvents) {
    const root = parent.shadowRoot ?? parent.attachShadow({ mode: 'open' });
    const dropped = (list: FileList | undefined | null, event: Event): boolean => {
      const images = [...(list ?? [])].filter((file) => file.type.startsWith('image/'));
      if (images.length === 0) return false;
      event.preventDefault();
      events.files(images);
      return true;
    };
    const extensions: Extension[] = [
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), EditorView.lineWrapping, search({ top: true }),
      yamlFrontmatter({ content }), syntaxHighlighting(colours), theme, marked,
      keymap.of([...markdownKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap.filter((binding) => binding.key !== 'Mod-/'), indentWithTab]),
      this.#label.of(EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' })),
      this.#editable.of(EditorView.editable.of(true)),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) events.changed(update.state.doc.toString());
        if (update.selectionSet || update.docChanged || update.focusChanged) events.caret(update.state.doc.lineAt(update.state.selection.main.head).number, update.view.hasFocus);
      }),
      EditorView.domEventHandlers({
        paste: (event) => dropped(event.clipboardData?.files, event),
        drop: (event) => dropped(event.dataTransfer?.files, event),
      }),
    ];
    this.view = new EditorView({ parent: root as unknown as HTMLElement, root, state: EditorState.create({ doc: text, extensions }) });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replaces what differs; caret and undo history stay. */
  replace(text: string): void {
    const change = smallestChange(this.text, text);
    if (change) this.view.dispatch({ changes: change, userEvent: 'input.form' });
  }

  /** Inserts prose at the caret, or at the end while the caret stands in the fields: they must stay readable. */
  insert(text: string): void {
    const { doc, selection } = this.view.state;
    const moved = isInFields(this.text, selection.main.from);
    if (moved) this.view.dispatch({ selection: { anchor: doc.length } });
    const gap = moved && !this.text.endsWith('\n\n') ? '\n' : '';
    this.view.dispatch(this.view.state.replaceSelection(gap + text), { userEvent: 'input.paste' });
    this.view.focus();
  }

  mark(marks: Marks): void {
    this.view.dispatch({ effects: setMarks.of(marks) });
  }

  /** Shows a line; with `focus` the caret goes there too. */
  show(line: number, focus: boolean): void {
    const { doc } = this.view.state;
    const at = doc.line(Math.max(1, Math.min(line, doc.lines))).from;
    this.view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }), ...(focus ? { selection: { anchor: at } } : {}) });
    if (focus) this.view.focus();
  }

  undo = (): boolean => undo(this.view);
  redo = (): boolean => redo(this.view);
  find = (): boolean => openSearchPanel(this.view);

  relabel(label: string): void {
    this.view.dispatch({ effects: this.#label.reconfigure(EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' })) });
  }

  destroy(): void {
    this.view.destroy();
  }
}
