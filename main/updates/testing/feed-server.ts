// For tests: a server on this computer that has newer versions, or pretends to.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

export interface FeedServer {
  /** Folder of the feed; ends with a slash. */
  readonly url: URL;
  /** What is served by name; whatever is not there is 404. */
  readonly files: Map<string, string | Uint8Array | Serve>;
  /** What was asked for, with its headers. */
  readonly asked: { readonly name: string; readonly headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

export async function startFeedServer(): Promise<FeedServer> {
  const files: FeedServer["files"] = new Map();
  const asked: FeedServer["asked"] = [];
  const server = createServer((request, response) => {
    const name = (request.url ?? "").replace(/^\/newest\//, "");
    asked.push({ name, headers: request.headers });
    const found = files.get(name);
    if (found === undefined) response.writeHead(404).end();
    else if (typeof found === "function") found(request, response);
    else response.writeHead(200, { "content-length": Buffer.byteLength(found) }).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${String(port)}/newest/`),
    files,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => { resolve(); });
        server.closeAllConnections();
      }),
  };
}
