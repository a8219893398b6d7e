// The only code that stands between the page and the main process: one object on `window`, with requests of the
// contract and nothing else. The main process checks everything again.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import { EVENT_CHANNEL, REQUEST_CHANNEL, type ExposedBridge, type RequestAnswer } from "../shared/ipc/bridge";
import { ipcContract, type EventName } from "../shared/ipc/schema";
import { provideSpelling } from "./spelling";

const bridge: ExposedBridge = {
  async request(name, params) {
    if (!Object.hasOwn(ipcContract.requests, name)) {
      return { ok: false, error: { code: "invalid-request", details: {} } };
    }
    return (await ipcRenderer.invoke(REQUEST_CHANNEL, name, params)) as RequestAnswer<unknown>;
  },
  listen(listener) {
    const forward = (_event: IpcRendererEvent, name: EventName, payload: unknown) => {
      if (Object.hasOwn(ipcContract.events, name)) listener(name, payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld("stamp", bridge);
provideSpelling();
