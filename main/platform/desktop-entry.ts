// The file by which a Linux desktop starts a program when somebody signs in (Desktop Entry and Autostart specifications).

export interface AutostartEntry {
  /** What the desktop shows in its list of such programs. */
  readonly name: string;
  readonly executable: string;
  readonly args: readonly string[];
}

/** Text of the .desktop file. */
export function autostartEntry({ name, executable, args }: AutostartEntry): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    `Name=${stringValue(name)}`,
    `Exec=${stringValue([executable, ...args].map(quoted).join(" "))}`,
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** One word of a command line. A per cent sign starts a field code, so it is doubled. */
function quoted(word: string): string {
  const escaped = word.replaceAll("%", "%%");
  return /^[\w@+=:,./%-]+$/.test(escaped) ? escaped : `"${escaped.replace(/["`$\\]/g, "\\$&")}"`;
}

function stringValue(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");
}
