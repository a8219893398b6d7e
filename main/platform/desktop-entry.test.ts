import { describe, expect, it } from "vitest";
import { autostartEntry } from "./desktop-entry";

const execOf = (executable: string, ...args: string[]) =>
  /^Exec=(.*)$/m.exec(autostartEntry({ name: "Stamp", executable, args }))?.[1];

describe("the file that starts the app with the desktop", () => {
  it("starts it with its words", () => {
    expect(autostartEntry({ name: "Stamp – work", executable: "/opt/Stamp/stamp", args: ["--profile=work", "--hidden"] })).toBe(
      "[Desktop Entry]\nType=Application\nName=Stamp – work\nExec=/opt/Stamp/stamp --profile=work --hidden\nTerminal=false\nX-GNOME-Autostart-enabled=true\n",
    );
  });

  it("keeps a path with blanks and signs of a shell one word, in the two layers of escapes", () => {
    expect(execOf("/home/a b/Stamp.AppImage", "--hidden")).toBe('"/home/a b/Stamp.AppImage" --hidden');
    expect(execOf('/home/$x`"\\y/s')).toBe('"/home/\\\\$x\\\\`\\\\"\\\\\\\\y/s"');
    expect(execOf("/home/100%/s")).toBe("/home/100%%/s");
  });

  it("stays one line each, whatever is in a name", () => {
    const lines = autostartEntry({ name: "a\nExec=evil", executable: "/x\ny", args: [] }).split("\n");
    expect(lines.filter((line) => line.startsWith("Exec="))).toEqual(['Exec="/x\\ny"']);
  });
});
