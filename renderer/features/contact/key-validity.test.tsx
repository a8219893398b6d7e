// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { KeyView } from "../../../shared/contact";
import { KEY, person, SCENE_NOW } from "../../testing/people";
import { cleanUpAfterEach } from "../../testing/render-app";
import { KeyValidity } from "./KeyValidity";
import { protectionFacts } from "./protection-facts";

cleanUpAfterEach();

const DAY = 24 * 3600 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW });
});

function show(key: Partial<KeyView>): (row: string) => string | undefined {
  render(
    <dl>
      <KeyValidity name="Bob" shown={{ ...KEY, ...key }} />
    </dl>,
  );
  return (row) => screen.queryByText(row)?.nextElementSibling?.textContent;
}

describe("the certificate of a contact", () => {
  it.each([
    ["holds", 30 * DAY, "until 22 Dec 2026"],
    ["ends in less than 30 days", 29 * DAY, "until 21 Dec 2026. It should be renewed soon on Bob’s side. Messages go on."],
    ["ended yesterday", -DAY, "It ended on 21 Nov 2026 and should be renewed on Bob’s side. Messages go on, because what counts is the key."],
  ])("that %s says so", (_what, left, words) => {
    expect(show({ notAfter: SCENE_NOW + left })("Valid")).toBe(words);
  });

  it("that has not begun says from when", () => {
    expect(show({ notBefore: SCENE_NOW + DAY })("Valid")).toBe("from 23 Nov 2026");
  });

  it("that begins or ends today holds today", () => {
    expect(show({ notBefore: SCENE_NOW + 1000, notAfter: SCENE_NOW - 1 })("Valid")).toMatch(/^until 22 Nov 2026/);
  });

  it("names the authority that speaks for it, as long as that counts", () => {
    expect(show({ confirmedBy: { authority: "Example Org", until: SCENE_NOW } })("Confirmed")).toBe("by your authority Example Org");
    cleanup();
    expect(show({ confirmedBy: { authority: "Example Org", until: SCENE_NOW - DAY } })("Confirmed")).toBeUndefined();
  });

  it("is told as confirmed, and as not compared, among what protects the chat", () => {
    const facts = (key: Partial<KeyView>): string =>
      protectionFacts(person(1, "bob@example.org", "Bob", { trust: { status: "pinned", key: { ...KEY, ...key } } }), SCENE_NOW)
        .map(({ text }) => text)
        .join(" ");
    expect(facts({ confirmedBy: { authority: "Example Org", until: SCENE_NOW } })).toContain("Your authority Example Org confirmed Bob’s key. You two have not compared it.");
    expect(facts({ confirmedBy: { authority: "Example Org", until: SCENE_NOW - DAY } })).toContain("It could be someone else’s.");
  });
});
