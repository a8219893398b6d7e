// Whether a text is held for a reason that is true (spec 1.7), judged by what was on the wire and what the user set.
import { compareLevels, OWN_CAPABILITIES, type HoldReason } from "../../../shared/capability";
import type { Person } from "../person";
import type { World } from "./world";

export function isRight(world: World, { address: at, capabilities }: Person, { address: about }: Person, reason: HoldReason): boolean {
  switch (reason.code) {
    case "below-pin": {
      // What a statement proved counts as far as the app went that read it, which may have been another version.
      const least = world.evidence.proved(at, about, capabilities) ?? "1.0";
      const most = world.evidence.proved(at, about, OWN_CAPABILITIES) ?? "1.0";
      const isProved = compareLevels(reason.pinned, least) >= 0 && compareLevels(reason.pinned, most) <= 0;
      return isProved && compareLevels(reason.offered, reason.pinned) < 0;
    }
    case "below-minimum":
      return (
        reason.minimum === (world.minimumOf(at) === "2.2" ? "2.2" : "2.0") && compareLevels(reason.offered, reason.minimum) < 0
      );
    case "capability-unknown":
      return world.toldOf(at, about) === 0 && (world.evidence.proved(at, about, capabilities) ?? "1.0") === "1.0";
    case "key-changed":
    case "unlike-card":
    case "blocked":
      return false;
  }
}
