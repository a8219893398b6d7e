// One receiver as the app has it: the product's reading code and the two memories against copies (spec 1.8).
// Keys and addresses come with each vector, since its file says who reads it.
import { StampError, type ReadErrorCode } from "../../shared/errors";
import { sha256Hex } from "../../main/crypto/hash";
import { toHex } from "../../main/crypto/hex";
import { decodeAmp, type AmpContent } from "../../main/protocol/amp";
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
    remember(rawCopies, sha256Hex(context.sipFrom, "\0", body));
    const opened = await openMessage(body, context);
    remember(replayKeys, `${opened.sender} ${toHex(opened.replayKey)}`);
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

function remember(memory: Set<string>, key: string): void {
  const replay: ReadErrorCode = "replay";
  if (memory.has(key)) throw new StampError(replay);
  memory.add(key);
}
