// Messages as the product writes them, made beforehand: sealing costs an RSA signature, and what is measured is the server.
import { createIdentity, loadIdentity } from "../../../main/crypto/identity";
import { encodeText } from "../../../main/protocol/amp-text";
import { sealMessage } from "../../../main/protocol/seal-message";
import type { Address } from "../../../shared/ids";

const DIFFERENT = 20;
/** Characters, about as people write. */
const LENGTHS = [20, 60, 120, 400];

/** Bodies of SIP MESSAGE in protocol 2.2. */
export async function makeBodies(domain: string): Promise<readonly string[]> {
  const [sender, recipient] = [`anna@${domain}` as Address, `boris@${domain}` as Address];
  const [identity, other] = await Promise.all([sender, recipient].map(async (address) => loadIdentity(await createIdentity(address))));
  if (identity === undefined || other === undefined) throw new Error("two identities");
  const made = Array.from({ length: DIFFERENT }, (_, index) => {
    const text = "Shall we meet at the station? ".repeat(20).slice(0, LENGTHS[index % LENGTHS.length]);
    return sealMessage({
      ...{ stp: { type: 2, version: 3 }, amp: encodeText(text, index + 1), sequenceNumber: index, sentAt: Date.now() },
      ...{ sender, recipient, recipientCertificate: other.certificate, identity },
    });
  });
  return (await Promise.all(made)).map(({ body }) => body);
}
