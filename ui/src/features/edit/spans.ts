import type { FieldSpan } from '../../api/bindings';

/** The lines of a field; those of the nearest field around it when it has none of its own. */
export function spanOf(fields: readonly FieldSpan[], path: string): FieldSpan | undefined {
  for (let at = path; at !== ''; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
    const span = fields.find((field) => field.path === at);
    if (span) return span;
  }
  return undefined;
}

/** The innermost field on a line. */
export function fieldAt(fields: readonly FieldSpan[], line: number): string | undefined {
  let best: FieldSpan | undefined;
  for (const field of fields) {
    if (line < field.first_line || line > field.last_line) continue;
    const smaller = !best || field.last_line - field.first_line < best.last_line - best.first_line;
    const deeper = best && field.last_line - field.first_line === best.last_line - best.first_line && field.path.length < best.path.length;
    if (smaller || deeper) best = field;
  }
  return best?.path;
}
