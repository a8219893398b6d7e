// The targets by name, in the order in which they take turns.
import type { Corpus } from "../corpus";
import type { FuzzTarget } from "../target";
import { accountFileTarget, accountManifestTarget } from "./account-file";
import { cardTarget, certificateTarget, pidfTarget } from "./documents";
import { ampTarget, envelopeTarget, gzipTarget, stpTarget } from "./messages";
import { sipTarget } from "./sip";
import { cmsTarget } from "./smime";

export async function allTargets(corpus: Corpus): Promise<readonly FuzzTarget[]> {
  return [
    envelopeTarget(corpus),
    stpTarget(corpus),
    ampTarget(),
    gzipTarget(),
    await cmsTarget(corpus),
    certificateTarget(corpus),
    pidfTarget(corpus),
    cardTarget(corpus),
    sipTarget(corpus),
    await accountFileTarget(corpus),
    accountManifestTarget(corpus),
  ];
}
