import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../platform/testing/temp-folder";
import { groundColor, onScreen, readWindowPlace, writeWindowPlace, type WindowPlace } from "./window-place";

const others = { language: "system", textSize: 100, contentProtection: false, closeToTray: false } as const;
const place: WindowPlace = { x: 10, y: 20, width: 900, height: 700, maximized: true, theme: "dark", ...others };
const freshFile = () => join(tempFolder(), "window.json");

describe("the window's place", () => {
  it("is read back as it was written", () => {
    const file = freshFile();
    writeWindowPlace(file, place);
    expect(readWindowPlace(file)).toEqual(place);
  });

  it.each(["", "{", "[]", '{"width":1,"height":1,"maximized":false,"theme":"dark"}', '{"width":"900"}'])(
    "is the default when the file holds %j",
    (content) => {
      const file = freshFile();
      writeFileSync(file, content);
      expect(readWindowPlace(file)).toEqual({ width: 1200, height: 800, maximized: false, theme: "system", ...others });
    },
  );

  it("of an older version is kept, and what it does not say is the default", () => {
    const file = freshFile();
    writeFileSync(file, '{"x":10,"y":20,"width":900,"height":700,"maximized":true,"theme":"dark"}');
    expect(readWindowPlace(file)).toEqual(place);
  });

  it("is remembered with what an account's settings said", () => {
    const file = freshFile();
    const spoken: WindowPlace = { ...place, language: "sk", textSize: 150, contentProtection: true, closeToTray: true };
    writeWindowPlace(file, spoken);
    expect(readWindowPlace(file)).toEqual(spoken);
  });

  it("is the default when there is no file, and writing where nothing can be written is no failure", () => {
    const file = freshFile();
    expect(readWindowPlace(file).width).toBe(1200);
    writeFileSync(file, "");
    expect(() => {
      writeWindowPlace(join(file, "inside"), place);
    }).not.toThrow();
  });

  it("keeps its position on a screen that is there and loses it on one that is gone", () => {
    const left = { x: 0, y: 0, width: 1920, height: 1080 };
    const onRight = { ...place, x: 2500 };
    expect(onScreen(place, [left])).toEqual(place);
    expect(onScreen(onRight, [left, { ...left, x: 1920 }])).toEqual(onRight);
    expect(onScreen(onRight, [left])).toEqual({ width: 900, height: 700, maximized: true, theme: "dark", ...others });
    expect(onScreen({ ...place, y: -200 }, [left])).not.toHaveProperty("y");
  });
});

it.each([
  ["system", true, "#161617"],
  ["system", false, "#f6f5f2"],
  ["light", true, "#f6f5f2"],
  ["dark", false, "#161617"],
  ["contrast", false, "#000000"],
] as const)("theme %s on a dark system (%s) starts on %s", (theme, dark, color) => {
  expect(groundColor(theme, dark)).toBe(color);
});
