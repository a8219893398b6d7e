// What this app is made of that others wrote, and under which terms it may be passed on.

export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, such as "MIT" or "MIT OR Apache-2.0". */
  readonly licence: string;
  /** Number of the text; several may share one. */
  readonly text: number;
}

/** The file that the build makes: texts are kept once each. */
export interface LicenceFile {
  readonly licences: readonly Licence[];
  readonly texts: readonly string[];
}
