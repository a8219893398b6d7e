// Newer versions of the app: what the window is told of looking for them.
import type { ErrorCode } from "./errors";
import type { Millis } from "./ids";

/** Why this app does not look for newer versions at all. */
export type NoUpdates =
  /** Whoever built it named no place where newer versions are. */
  | "not-configured"
  /** The old runtime for evaluation is never replaced. */
  | "evaluation"
  /** It was not installed in a way that it could renew by itself, or a package manager does that. */
  | "not-this-installation";

export type UpdateStep =
  /** Nothing newer is known. */
  | { readonly step: "idle" }
  | { readonly step: "looking" }
  /** `fraction` is absent until the first bytes are here. */
  | { readonly step: "loading"; readonly version: string; readonly fraction?: number }
  /** Here and checked; installed only when the user says so. */
  | { readonly step: "ready"; readonly version: string }
  /** The account is being closed; the new version starts afterwards. */
  | { readonly step: "installing"; readonly version: string }
  | { readonly step: "failed"; readonly problem: ErrorCode };

export type UpdateState =
  | { readonly status: "off"; readonly reason: NoUpdates }
  | {
      readonly status: "on";
      /** Who is asked. */
      readonly host: string;
      /** Looks once a day; off until the user wants it. */
      readonly daily: boolean;
      /** When the makers' word was last read and believed. */
      readonly lookedAt?: Millis;
      readonly now: UpdateStep;
    };
