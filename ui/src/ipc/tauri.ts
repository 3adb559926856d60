/** The real window. The only file that imports `@tauri-apps/*`. */
import { invoke } from '@tauri-apps/api/core';
import type { Host } from './host';

export const tauriHost: Host = {
  call: (cmd, payload) => invoke('rpc', { cmd, payload }),
  pickOpen: (options) => invoke('pick_open', { ...options }),
  pickSave: (options) => invoke('pick_save', { ...options }),
};
