import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { platformOf, type GlobalKey, type Host, type HostEvent, type LinkTarget } from './host';

/** True inside the desktop shell. */
export const inTauri = (): boolean => '__TAURI_INTERNALS__' in window;

/** The desktop shell. Nothing outside this folder imports `@tauri-apps`. */
export function tauriHost(): Host {
  return {
    platform: platformOf(navigator.userAgent),
    rpc: (name, input) => invoke('rpc', { name, input }),
    listen(hear) {
      let stop: (() => void) | undefined;
      let stopped = false;
      void listen<HostEvent>('fieldbook', (event) => hear(event.payload)).then((unlisten) => {
        if (stopped) unlisten();
        else stop = unlisten;
      });
      return () => {
        stopped = true;
        stop?.();
      };
    },
    openLink: (url, confirmed) => invoke<LinkTarget>('open_link', { url, confirmed }),
    pickFolder: () => invoke<string | null>('pick_folder'),
    save: (name, content, base64) => invoke<string | null>('save_file', { name, content, base64 }),
    logWindow: (open) => invoke('log_window', { open }),
    logShortcut: (keys) => invoke<GlobalKey>('log_shortcut', { keys }),
    copy: (text) => navigator.clipboard.writeText(text),
  };
}
