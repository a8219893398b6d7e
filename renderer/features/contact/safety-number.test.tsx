// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Contact } from "../../../shared/contact";
import type { ContactId } from "../../../shared/ids";
import { writeSafetyCode } from "../../../shared/safety-code";
import { findContact, sessionOf, updateContact } from "../../testing/mock-world";
import { KEY, OTHER_KEY, SCENE_NOW } from "../../testing/people";
import { canReadPictures, pictureFile } from "../../testing/pictures";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();
afterEach(() => {
  vi.unstubAllGlobals();
});

const BOB = 1 as ContactId;
const PRAGUE = 5 as ContactId;
const STRANGE = "ee".repeat(32);

beforeEach(() => {
  vi.useFakeTimers({ now: SCENE_NOW, shouldAdvanceTime: true });
});

/** Opens the comparison with a contact of whom this is known. */
async function compare(contactId: ContactId, change: Partial<Contact> = {}): Promise<Rendered> {
  const world = petrasWorld();
  updateContact(world, { ...findContact(world, contactId), ...change });
  const app = await renderApp({ world });
  app.store.setState((state) => ({ ui: { ...state.ui, dialog: { type: "safety-number", contactId } } }));
  await app.settle();
  return app;
}

const dialog = () => within(screen.getByRole("dialog"));
const press = async (app: Rendered, name: string | RegExp): Promise<void> => {
  await app.user.click(dialog().getByRole("button", { name }));
  await app.settle();
};
const trustOf = (app: Rendered, contactId: ContactId) => findContact(app.bridge.world, contactId).trust;

/** Chooses a picture with this code on it. */
async function scan(app: Rendered, text: string): Promise<void> {
  canReadPictures();
  await app.user.upload(dialog().getByLabelText(/code from a picture/, { selector: "input" }), pictureFile(text));
}

function codeOf(app: Rendered, contactId: ContactId, changes: { own?: string; contact?: string; address?: string } = {}): string {
  const { account } = sessionOf(app.bridge.world);
  const { address } = findContact(app.bridge.world, contactId);
  return writeSafetyCode(
    { address: account.address, fingerprint: changes.own ?? account.fingerprint },
    { address: changes.address ?? address, fingerprint: changes.contact ?? KEY.fingerprint },
  );
}

describe("comparing the safety number", () => {
  it("shows the digits and a code, and starts at the choice that changes nothing", async () => {
    await compare(BOB);
    const digits = dialog().getByRole("list", { name: "Safety number, 60 digits in 12 groups" });
    expect(within(digits).getAllByRole("listitem").map((group) => group.textContent).join("")).toMatch(/^\d{60}$/);
    expect(dialog().getByRole("img", { name: "Code with both keys, for Bob to scan" })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Not now");
  });

  it("notes a match only when the user says so, and takes it back", async () => {
    const app = await compare(BOB);
    await press(app, "Not now");
    expect(trustOf(app, BOB).status).toBe("pinned");
    const again = { type: "safety-number", contactId: BOB } as const;
    app.store.setState((state) => ({ ui: { ...state.ui, dialog: again } }));
    await app.settle();
    await press(app, "They match");
    expect(trustOf(app, BOB)).toMatchObject({ status: "verified", key: { fingerprint: KEY.fingerprint } });
    expect(screen.queryByRole("dialog")).toBeNull();

    app.store.setState((state) => ({ ui: { ...state.ui, dialog: again } }));
    await app.settle();
    expect(dialog().getByText(/You compared this number on 22 Nov/)).toBeTruthy();
    await press(app, "Take it back");
    expect(trustOf(app, BOB).status).toBe("pinned");
  });

  it("marks nothing when the numbers differ, and says what to do", async () => {
    const app = await compare(BOB);
    await press(app, "They differ");
    expect(dialog().getByRole("alert").textContent).toMatch(/different keys.*Nothing was marked. Don’t send anything private/);
    expect(dialog().queryByRole("button", { name: "They match" })).toBeNull();
    expect(document.activeElement?.textContent).toBe("Compare again");
    await press(app, "Compare again");
    expect(dialog().getByRole("button", { name: "They match" })).toBeTruthy();
    expect(trustOf(app, BOB).status).toBe("pinned");
  });

  it("is not done without digits, nor with a key that changed meanwhile", async () => {
    const app = await compare(BOB);
    const bob = findContact(app.bridge.world, BOB);
    await app.tell(updateContact(app.bridge.world, { ...bob, trust: { status: "pinned", key: OTHER_KEY } }));
    expect(dialog().getByText(/key changed while this was open/)).toBeTruthy();
    expect(dialog().queryByRole("button", { name: "They match" })).toBeNull();
    await app.tell(updateContact(app.bridge.world, { ...bob, trust: { status: "unknown" } }));
    expect(dialog().getByText(/nothing to compare yet/)).toBeTruthy();
  });

  it("tells when main refuses, and stays open", async () => {
    const app = await compare(BOB);
    app.bridge.failNext("contacts.setCompared", "not-allowed-now");
    await press(app, "They match");
    expect(dialog().getByRole("alert").textContent).toMatch(/not possible right now/);
    expect(trustOf(app, BOB).status).toBe("pinned");
  });
});

describe("a key that changed", () => {
  it("stands beside the old one, each with number, fingerprint and dates", async () => {
    await compare(PRAGUE);
    const old = within(dialog().getByRole("region", { name: "The key until now" }));
    const offered = within(dialog().getByRole("region", { name: "The new key" }));
    const read = (region: typeof old): string => region.getAllByRole("listitem").map((group) => group.textContent).join("");
    expect(read(old)).not.toBe(read(offered));
    expect(old.getByText("7C:41:9E … B2:0F")).toBeTruthy();
    expect(offered.getByText("E2:90:4B … 31:A6")).toBeTruthy();
    expect(offered.getByText("First seen 1 Nov 2026")).toBeTruthy();
    expect(offered.getByText("Valid until 3 Mar 2031")).toBeTruthy();
    expect(old.queryByText("Compared")).toBeNull();
  });

  it("is accepted and compared in one step when the numbers match", async () => {
    const app = await compare(PRAGUE);
    await press(app, "They match");
    expect(trustOf(app, PRAGUE)).toMatchObject({ status: "verified", key: { fingerprint: OTHER_KEY.fingerprint } });
  });

  it("stays undecided when the numbers differ, and the old one can be kept", async () => {
    const app = await compare(PRAGUE);
    await press(app, "They differ");
    expect(trustOf(app, PRAGUE).status).toBe("changed");
    expect(dialog().queryByRole("button", { name: "Accept the new key" })).toBeNull();
    await press(app, "Keep the old key");
    expect(trustOf(app, PRAGUE)).toEqual({ status: "pinned", key: KEY });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("can be accepted without comparing, and is not marked as compared then", async () => {
    const app = await compare(PRAGUE);
    await press(app, "Accept the new key");
    expect(trustOf(app, PRAGUE)).toEqual({ status: "pinned", key: OTHER_KEY });
  });

  it("says so when the old one had been compared", async () => {
    await compare(PRAGUE, { trust: { status: "changed", key: KEY, offered: OTHER_KEY, wasVerified: true } });
    expect(within(dialog().getByRole("region", { name: "The key until now" })).getByText("Compared")).toBeTruthy();
    expect(dialog().getByText(/you had compared the old one/)).toBeTruthy();
  });

  it("that is not the one on the contact's card can be compared as well, or waited for", async () => {
    const announced = { fingerprint: STRANGE, announcedAt: SCENE_NOW };
    const app = await compare(PRAGUE, { trust: { status: "unlike-card", announced, offered: OTHER_KEY } });
    const card = within(dialog().getByRole("region", { name: "The key on the card" }));
    expect(card.getByText("EE:EE:EE … EE:EE")).toBeTruthy();
    expect(card.queryByRole("list")).toBeNull();
    expect(dialog().getByRole("button", { name: "Wait for the card’s key" })).toBeTruthy();
    await press(app, "They match");
    expect(trustOf(app, PRAGUE)).toMatchObject({ status: "verified", key: { fingerprint: OTHER_KEY.fingerprint } });
  });
});

describe("the other one's code, read from a picture", () => {
  it("that matches still waits for the user's word", async () => {
    const app = await compare(BOB);
    await scan(app, codeOf(app, BOB));
    expect(await dialog().findByText(/The codes match/)).toBeTruthy();
    expect(trustOf(app, BOB).status).toBe("pinned");
    await press(app, "They match");
    expect(trustOf(app, BOB).status).toBe("verified");
  });

  it.each([
    ["of ours", { own: STRANGE }, /has another key for you/],
    ["of the contact", { contact: STRANGE }, /is not Bob’s own/],
    ["of both", { own: STRANGE, contact: STRANGE }, /differ in both keys/],
  ])("with another key %s says so, and can't be noted as a match", async (_whose, changes, sentence) => {
    const app = await compare(BOB);
    await scan(app, codeOf(app, BOB, changes));
    expect((await dialog().findByRole("alert")).textContent).toMatch(sentence);
    expect(dialog().queryByRole("button", { name: "They match" })).toBeNull();
  });

  it.each([
    ["of other people", (app: Rendered) => codeOf(app, BOB, { address: "carol@sip.example.org" }), /belongs to two other people/],
    ["of another kind", () => "https://example.org", /another kind of code/],
    ["that is missing", () => "", /No code was found/],
    ["that can't be opened", () => "damaged", /can’t be opened/],
  ])("%s is told, and changes nothing", async (_what, text, sentence) => {
    const app = await compare(BOB);
    await scan(app, text(app));
    expect(await dialog().findByText(sentence)).toBeTruthy();
    expect(dialog().getByRole("button", { name: "They match" })).toBeTruthy();
    expect(trustOf(app, BOB).status).toBe("pinned");
  });

  it("counts only when its picture is the last one that was given, however long it takes to read", async () => {
    const app = await compare(BOB);
    canReadPictures();
    const open = createImageBitmap;
    let goOn = (): void => undefined;
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    vi.stubGlobal("createImageBitmap", async (file: File) => {
      if (file.name === "slow.png") await slow;
      return open(file);
    });
    const field = dialog().getByLabelText(/code from a picture/, { selector: "input" });
    const slowPicture = new File([pictureFile(codeOf(app, BOB))], "slow.png", { type: "image/png" });
    await app.user.upload(field, slowPicture);
    await app.user.upload(field, pictureFile(codeOf(app, BOB, { contact: STRANGE })));
    await dialog().findByRole("alert");
    await act(async () => {
      goOn();
      await vi.advanceTimersByTimeAsync(100);
    });
    expect(dialog().getByRole("alert").textContent).toMatch(/is not Bob’s own/);
    expect(dialog().queryByText(/The codes match/)).toBeNull();
  });

  it("can be pasted as a picture", async () => {
    const app = await compare(BOB);
    canReadPictures();
    const data = new DataTransfer();
    data.items.add(pictureFile(codeOf(app, BOB)));
    document.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: data }));
    expect(await dialog().findByText(/The codes match/)).toBeTruthy();
  });
});
