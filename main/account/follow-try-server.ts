// What an account of "Try it here" needs besides its session: a server that runs before it connects, and somebody who
// takes the server over when the instance that hosted it is gone. Accounts on real servers pass through untouched.
import { readAccount, updateServerUrl } from "../db/account-repository";
import type { Database } from "../db/open";
import { errorFacts, type Log } from "../platform/log";
import type { AccountSession } from "./account-session";
import type { TryHere } from "./try-here";

/** Before the account connects: the server runs, and the account knows where. Without it the account is offline. */
export async function findTryServer(database: Database, tryHere: TryHere, log: Log): Promise<void> {
  const account = readAccount(database);
  if (account?.tryHere !== true) return;
  try {
    const { url } = await tryHere.ensureHosted({ mayMove: true });
    if (url !== account.serverUrl) updateServerUrl(database, url);
  } catch (error) {
    log("warn", "try-server-missing", errorFacts(error));
  }
}

/** For an account of "Try it here": the first instance that notices the loss of the server hosts it. The returned function ends that. */
export function followTryServer(session: AccountSession, tryHere: TryHere, log: Log): () => void {
  let following = true;
  const unsubscribe = session.feed.subscribe((events) => {
    const isLost = events.some((event) => event.type === "connection-changed" && event.connection.status === "offline");
    if (!isLost) return;
    tryHere.ensureHosted({ mayMove: false }).then(
      ({ hosting }) => {
        if (hosting && following) session.tryNow();
      },
      (error: unknown) => {
        log("warn", "try-server-missing", errorFacts(error));
      },
    );
  });
  return () => {
    following = false;
    unsubscribe();
  };
}
