// The built-in server of the run as a process of its own.
import { join } from "node:path";
import { closeDatabase, openDatabase } from "../../../main/db/open";
import { startEmbeddedServer, type EmbeddedServer } from "../../../server/embedded/server";
import { serveParent } from "./child";
import { createWatch, watchWrites } from "./kill-points";
import type { ServerOrder, ServerReport } from "./orders";

export function serveBuiltInServer(): void {
  const watch = createWatch();
  const nativeBinding = process.env["STAMP_SQLITE_BINDING"];
  let server: EmbeddedServer | undefined;

  /** Its own store is not to be seen from outside, but all databases of a process have the same statements. */
  function watchStore(folder: string): void {
    const any = openDatabase({ file: join(folder, "any.db"), key: new Uint8Array(32), nativeBinding });
    watchWrites(any, watch);
    closeDatabase(any);
  }

  serveParent<ServerOrder, ServerReport>(async (order, report) => {
    switch (order.type) {
      case "open": {
        const { domain, folder, port, accounts, limits = {} } = order;
        watchStore(folder);
        server = await startEmbeddedServer({ domain, port, accounts, limits, storeFile: join(folder, "server.db"), nativeBinding });
        report({ type: "opened", port: server.port });
        return;
      }
      case "arm":
        watch.arm(order.trap);
        return;
      case "stop":
        await server?.stop();
        process.exit(0);
    }
  });
}
