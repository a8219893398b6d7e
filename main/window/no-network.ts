// The page talks to nobody; what goes over a network goes from the main process, by Node. The page's policy stops what a page
// loads, but neither hints (a name looked up, a connection made in advance) nor WebRTC, and each of them can carry a text
// out of a page that became somebody else's. So Chromium finds no names, its one way out leads nowhere, and it sends no UDP.
import { app, session, type WebContents } from "electron";

/** Nothing answers to this name (RFC 2606). */
const NOWHERE = "nowhere.invalid:1";

/**
 * Must run before the app is ready. `except`: hosts that Chromium's own network may reach all the same, for what the main
 * process itself asks it for.
 */
export function findNoNames(except: readonly string[] = []): void {
  const rules = ["MAP * ~NOTFOUND", ...except.map((host) => `EXCLUDE ${host}`)];
  app.commandLine.appendSwitch("host-resolver-rules", rules.join(", "));
}

/** To be awaited once the app is ready, before the first window. */
export async function connectNowhere(): Promise<void> {
  // Without the last part, loopback would go past it.
  await session.defaultSession.setProxy({ mode: "fixed_servers", proxyRules: NOWHERE, proxyBypassRules: "<-loopback>" });
}

/** Of WebRTC only what goes through the proxy is left. */
export function sendNoUdp(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
}
