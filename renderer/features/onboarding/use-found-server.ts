// Looks for the server of an address's domain while the address is typed, through the proxy if there is one; the field
// stays the user's as soon as it was touched.
import { useEffect, useState } from "react";
import type { ProxyInput } from "../../../shared/connection";
import { useClient } from "../../store/context";
import { cleanAddress, looksLikeAddress } from "../contact/address";
import { looksLikeProxy } from "./plan";

/** Pause after the last key before a look-up. */
const PAUSE_MS = 500;

/** The server found for this address, or nothing. */
export function useFoundServer(address: string, { url, user, password }: ProxyInput): string | undefined {
  const client = useClient();
  const [found, setFound] = useState<{ readonly address: string; readonly server: string | undefined }>();
  const wanted = cleanAddress(address);

  useEffect(() => {
    const proxy = { url, user, password };
    const direct = url.trim() === "";
    // With half a proxy it would have to go past it.
    if (!looksLikeAddress(wanted) || !(direct || looksLikeProxy(proxy))) return;
    let current = true;
    const timer = setTimeout(() => {
      client
        .call("onboarding.findServer", { address: wanted, ...(direct ? {} : { proxy }) })
        .then(({ server }) => {
          if (current) setFound({ address: wanted, server });
        })
        // Nothing found is an answer too: then the field is for typing.
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, wanted, url, user, password]);

  return found?.address === wanted ? found.server : undefined;
}
