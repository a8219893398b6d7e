// What the desktop of this computer can do for the app, for the rows of the settings.

/** Why a row cannot work here. */
export type DesktopObstacle =
  /** No part of the desktop shows icons of running programs. */
  | "no-tray"
  /** Started from a folder of source code: there is no program that the system could start. */
  | "not-installed"
  /** The system offers nothing of the kind. */
  | "not-on-this-system";

export interface DesktopState {
  /** Absent obstacle: it can be switched on. */
  readonly tray: { readonly obstacle?: DesktopObstacle };
  readonly launchAtLogin: { readonly obstacle?: DesktopObstacle };
  /** Whether sip: links of the system open here; not a setting, as another program can take them over. */
  readonly sipLinks: { readonly obstacle?: DesktopObstacle; readonly on: boolean };
  readonly contentProtection: { readonly obstacle?: DesktopObstacle };
  readonly notificationActions: boolean;
  /** Of the spell checker, as BCP 47 tags; empty where the system checks by itself. */
  readonly spellingLanguages: readonly string[];
}
