/** What one can do with the record that is open; keys, menu and palette call the same. */
export interface RecordActions {
  edit: () => void;
  copyLink: () => void;
  copyText: () => void;
  history: () => void;
  /** Opens the quick log with this record filled in. */
  tried: () => void;
  /** Adds the record to those that are compared. */
  compare: () => void;
  /** Opens publishing with this record. */
  publish: () => void;
  duplicate: () => void;
  trash: () => void;
}
