/** The real window. The only file that imports `@tauri-apps/*`. */
import { Channel, invoke } from '@tauri-apps/api/core';
import type { Drag, Host } from './host';

export const tauriHost: Host = {
  call: (cmd, payload) => invoke('rpc', { cmd, payload }),
  pickOpen: (options) => invoke('pick_open', { ...options }),
  pickSave: (options) => invoke('pick_save', { ...options }),
  print: (paper) => invoke('print', { paper }),
  watchDrags(handler) {
    const channel = new Channel<Drag>(handler);
    void invoke('watch_drags', { channel });
    return () => {
      channel.onmessage = () => {};
    };
  },
};
