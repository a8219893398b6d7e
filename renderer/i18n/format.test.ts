import { afterEach, describe, expect, it } from "vitest";
import { at, SCENE_NOW } from "../testing/people";
import { countdownWords, dayHeading, duration, isoTime, listTime, moment, shortDate, timeOfDay } from "./format";
import { formatLocale, speak, spokenNow } from "./i18n";

afterEach(() => speak("en", []));

describe("the language", () => {
  it("is the first one of the user that there is, with the user's own region", async () => {
    await speak("system", ["de-AT", "en-US", "en-GB"]);
    expect([spokenNow()?.language, formatLocale()]).toEqual(["en", "en-US"]);
    expect(timeOfDay(at("14:07"))).toBe("2:07 PM");
  });

  it("is English when there is none of the user's", async () => {
    await speak("system", ["de", "fr"]);
    expect([spokenNow()?.language, formatLocale()]).toEqual(["en", "en-GB"]);
    expect(timeOfDay(at("14:07"))).toBe("14:07");
  });
});

describe("a moment in the list", () => {
  it.each([
    [at("00:00"), "00:00"],
    [at("23:59", 1), "Sat"],
    [at("12:00", 6), "Mon"],
    [at("12:00", 7), "15 Nov"],
    [new Date(2025, 2, 3).getTime(), "3 Mar 2025"],
  ])("%s is %s", (when, words) => {
    expect(listTime(when, SCENE_NOW)).toBe(words);
  });
});

describe("a time that no calendar has", () => {
  it.each([Number.MAX_SAFE_INTEGER, 8.64e15 + 1])("%s, as a peer may write it, is the end of the year 9999", (when) => {
    expect(shortDate(when, SCENE_NOW)).toMatch(/Dec 9999$/);
    expect(isoTime(when)).toBe("9999-12-31T00:00:00.000Z");
    for (const words of [timeOfDay, listTime, dayHeading, moment]) expect(words(when, SCENE_NOW)).toMatch(/\d/);
  });
});

describe("a day", () => {
  it("is called by how far it is", () => {
    expect(dayHeading(at("01:00"), SCENE_NOW)).toBe("Today");
    expect(dayHeading(at("01:00", 1), SCENE_NOW)).toBe("Yesterday");
    expect(dayHeading(at("01:00", 3), SCENE_NOW)).toMatch(/^Thursday,? 19 November$/);
  });

  it("is left out of a moment of today", () => {
    expect(moment(at("14:02"), SCENE_NOW)).toBe("14:02");
    expect(moment(at("14:02", 8), SCENE_NOW)).toBe("14 Nov, 14:02");
    expect(shortDate(at("14:02", 8), SCENE_NOW)).toBe("14 Nov");
  });
});

describe("a span", () => {
  it.each([
    [40, "40 ms"],
    [36_000, "36 s"],
    [5 * 60_000, "5 min"],
    [3 * 3_600_000, "3 h"],
    [24 * 3_600_000 * 14, "14 days"],
  ])("of %d ms is %s", (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  it("that still runs is told in seconds only near its end", () => {
    expect(countdownWords(99)).toBe("99 s");
    expect(countdownWords(241)).toBe("5 min");
  });
});
