// What the window asks of the desktop around it, on the pages of an open account.
import * as z from "zod/mini";
import type { DesktopState } from "../../desktop";
import { nothing, request } from "../define";

export const desktopRequests = {
  "desktop.state": request<DesktopState>()(nothing),

  /** Makes this app, or no longer, the one that opens sip: links. Throws `desktop-refused`. */
  "desktop.setSipLinks": request<undefined>()(z.strictObject({ on: z.boolean() })),
} as const;
