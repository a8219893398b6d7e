// The other accounts of this computer; works whether or not this one is open.
import * as z from "zod/mini";
import type { ProfileView } from "../../profile";
import { nothing, request, text } from "../define";

const named = z.strictObject({ name: text(64) });

export const profileRequests = {
  "profiles.list": request<readonly ProfileView[]>()(nothing),

  /** Opens its window, or brings it to the front. Error `unknown-profile`. */
  "profiles.open": request<undefined>()(named),

  /** Opens a window for a new account. Errors `invalid-profile-name`, `profile-exists`. */
  "profiles.add": request<undefined>()(named),
} as const;
