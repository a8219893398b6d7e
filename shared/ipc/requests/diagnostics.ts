// What the app knows of how it does: diagnostics, the log, the disk, the way to the server.
import type { ConnectionTestResult } from "../../app-state";
import type { DiagnosticsView, LogPreview, StorageSizes } from "../../diagnostics";
import { nothing, request } from "../define";

export const diagnosticsRequests = {
  "diagnostics.view": request<DiagnosticsView>()(nothing),

  /** What "Export log" would save, made now. */
  "diagnostics.log": request<LogPreview>()(nothing),

  /** Asks where to save what was shown last; `saved` is false when the user did not want to after all. */
  "diagnostics.saveLog": request<{ readonly saved: boolean }>()(nothing),

  "diagnostics.storage": request<StorageSizes>()(nothing),

  /** Goes the way of a sign-in step by step beside the connection in use, which stays. */
  "connection.test": request<readonly ConnectionTestResult[]>()(nothing),
} as const;
