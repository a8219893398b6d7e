// Entry of the window: bridge, store and commands are made here and nowhere else.
// The ground first: what a component says of itself comes after it and wins.
import "./ui/tokens.css";
import "./ui/themes.css";
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { present } from "../shared/assert";
import { connectBridge } from "./api";
import { App } from "./App";
import { createWindowCommands } from "./features/frame/window-commands";
import { createAppStore } from "./store/app-store";
import { createCommands } from "./store/commands";
import { ServicesProvider } from "./store/context";
import { subscribeStore } from "./store/subscribe";

const client = connectBridge();
const store = createAppStore();
const commands = createCommands(store, client);
subscribeStore(store, client, {
  openConversation: commands.openChat,
  readAgain: commands.readAgain,
  handOver: commands.drafts.handOver,
  command: createWindowCommands({ store, client, commands }),
});

createRoot(present(document.getElementById("root") ?? undefined, "an element to draw into")).render(
  <StrictMode>
    <ServicesProvider services={{ store, client, commands }}>
      <App />
    </ServicesProvider>
  </StrictMode>,
);
