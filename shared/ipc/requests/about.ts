// What the app can tell about itself: newer versions, and the licences of what is in it.
import * as z from "zod/mini";
import type { Licence } from "../../licences";
import type { UpdateState } from "../../updates";
import { nothing, request } from "../define";

export const aboutRequests = {
  "updates.state": request<UpdateState>()(nothing),

  /** Answers when what was found is here, or nothing was; what came of it, failures too, is in the state. Errors `not-allowed-now`. */
  "updates.look": request<undefined>()(nothing),

  /** Looks by itself once a day. Errors `not-allowed-now`. */
  "updates.setDaily": request<undefined>()(z.strictObject({ on: z.boolean() })),

  /** Closes the account, installs the version that is ready and starts it. Errors `not-allowed-now`, `update-damaged`, `update-not-installed`. */
  "updates.restart": request<undefined>()(nothing),

  /** Everything in this app that others made, sorted by name. */
  "licences.list": request<readonly Licence[]>()(nothing),

  /** The words of one licence text. Errors `invalid-request`. */
  "licences.text": request<{ readonly text: string }>()(z.strictObject({ text: z.int().check(z.minimum(0), z.maximum(9999)) })),
} as const;
