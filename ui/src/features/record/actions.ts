/** What one can do with the record that is open; keys, menu and palette call the same. */
export interface RecordActions {
  edit: () => void;
  copyLink: () => void;
  copyText: () => void;
  history: () => void;
  duplicate: () => void;
  trash: () => void;
}
