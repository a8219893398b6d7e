// The store, the bridge and the commands for every view, handed down once.
import { createContext, use, type ReactNode } from "react";
import { useStore } from "zustand";
import { present } from "../../shared/assert";
import type { BridgeClient } from "../../shared/ipc/bridge";
import type { AppState, AppStore } from "./app-store";
import type { Commands } from "./commands";

export interface Services {
  readonly store: AppStore;
  readonly client: BridgeClient;
  readonly commands: Commands;
}

const ServicesContext = createContext<Services | undefined>(undefined);

export function ServicesProvider(props: { readonly services: Services; readonly children: ReactNode }) {
  return <ServicesContext value={props.services}>{props.children}</ServicesContext>;
}

export function useServices(): Services {
  return present(use(ServicesContext), "services around this view");
}

/** A part of the state; the view draws again when it becomes another one. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useServices().store, select);
}

export function useClient(): BridgeClient {
  return useServices().client;
}

export function useCommands(): Commands {
  return useServices().commands;
}
