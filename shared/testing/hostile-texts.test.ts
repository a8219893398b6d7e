import { expect, it } from "vitest";
import { HOSTILE_TEXTS } from "./hostile-texts";

it("there are more than five hundred hostile texts, none blank, none with half a character", () => {
  expect(HOSTILE_TEXTS.length).toBeGreaterThan(500);
  expect(HOSTILE_TEXTS.filter((text) => text.trim() === "" || /\p{Cs}/u.test(text))).toEqual([]);
});
