// The page is loaded from app://stamp/ instead of file://, so that it has an origin of its own, 'self' means
// exactly its files, and no path of the disk can be reached.
import { readFile } from "node:fs/promises";
import { protocol } from "electron";
import { APP_SCHEME, EMPTY_PAGE, emptyPage, pageFile } from "./page-files";

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Answers app:// addresses with files of `folder`. To be called once the app is ready. */
export function serveAppScheme(folder: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    if (request.method === "GET" && request.url === EMPTY_PAGE) {
      const { text, headers } = emptyPage();
      return new Response(text, { headers });
    }
    const file = request.method === "GET" ? pageFile(folder, request.url) : undefined;
    if (file === undefined) return new Response(undefined, { status: 404 });
    try {
      return new Response(await readFile(file.path), { headers: file.headers });
    } catch {
      return new Response(undefined, { status: 404 });
    }
  });
}
