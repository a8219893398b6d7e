// One receiver as the app has it: the product's reading code and the two memories against copies (spec 1.8).
// Keys and addresses come with each vector, since its file says who reads it.
import { StampError } from "../../shared/errors";
import { toHex } from "../../main/crypto/hex";
import { canonicalAddress } from "../../main/protocol/address";
import { decodeAmp, type AmpContent } from "../../main/protocol/amp";
import { rawCopyKey, replayMemoryKey } from "../../main/protocol/duplicate-keys";
import { openMessage } from "../../main/protocol/open-message";
import type { OpenContext, OpenedMessage } from "../../main/protocol/stp-codec";

export type Outcome =
  | { readonly outcome: "accepted"; readonly opened: OpenedMessage; readonly content: AmpContent }
  | { readonly outcome: "rejected"; readonly code: string };

export type Receiver = (body: string, context: OpenContext) => Promise<Outcome>;

export function newReceiver(): Receiver {
  const rawCopies = new Set<string>();
  const replayKeys = new Set<string>();

  const receive = async (body: string, context: OpenContext): Promise<Outcome> => {
    remember(rawCopies, rawCopyKey(canonicalAddress(context.sipFrom), body));
    const opened = await openMessage(body, context);
    remember(replayKeys, replayMemoryKey(opened.sender, opened.replayKey));
    const content = decodeAmp(opened.amp, opened.randomNonce);
    return { outcome: "accepted", opened, content };
  };

  return async (body, context) => {
    try {
      return await receive(body, context);
    } catch (error) {
      if (error instanceof StampError) return { outcome: "rejected", code: error.code };
      throw error;
    }
  };
}

function remember(memory: Set<string>, key: Uint8Array): void {
  const name = toHex(key);
  if (memory.has(name)) throw new StampError("replay");
  memory.add(name);
}
