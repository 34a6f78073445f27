/** What the quick log knows before anyone types. */
export interface LogStart {
  title?: string;
  task?: string;
  agent?: string;
  model?: string;
  /** The playbook or finding that was tried. */
  applies?: { id: string; title: string };
  /** Opens on "Starting now". */
  starting?: boolean;
}
