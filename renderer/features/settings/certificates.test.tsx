// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { OwnAccount } from "../../../shared/app-state";
import { LARGEST_CERTIFICATE_FILE } from "../../../shared/certificate";
import { sessionOf, updateAccount } from "../../testing/mock-world";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld } from "../../testing/scenes";

cleanUpAfterEach();

const FIVE_YEARS = 5 * 365 * 24 * 3600 * 1000;
const DAY = 24 * 3600 * 1000;

/** The app with this own account, at its security settings or where it starts. */
async function withAccount(change: Partial<OwnAccount>, open = true): Promise<Rendered> {
  const world = petrasWorld();
  updateAccount(world, { ...sessionOf(world).account, ...change });
  const app = await renderApp({ world });
  if (!open) return app;
  await app.user.click(screen.getByRole("button", { name: "Settings" }));
  await app.user.click(screen.getByRole("button", { name: "Security" }));
  return app;
}

const untilIn = (days: number): Partial<OwnAccount> => {
  const certificateValidUntil = Date.now() + days * DAY;
  return { certificateValidFrom: certificateValidUntil - FIVE_YEARS, certificateValidUntil };
};
const certificateFile = (content: string): File => new File([content], "file.pem");

async function addAuthority(app: Rendered, name: string): Promise<void> {
  await app.user.upload(screen.getByLabelText("Add…", { selector: "input" }), certificateFile(name));
  await app.settle();
  await app.user.click(screen.getByRole("button", { name: "Believe it" }));
  await app.settle();
}

describe("the own certificate", () => {
  it("is renewed at the user's wish, and the page says what that means", async () => {
    const app = await withAccount(untilIn(20));
    expect(screen.getByText(/Stamp renews it by itself in the next days, or you do it now/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Renew" }));
    await app.settle();
    expect(screen.getByText(/Stamp renews it by itself before that/)).toBeTruthy();
    expect(screen.getByText(/a new certificate for the same key/).getAttribute("role")).toBe("status");
  });

  it("that could not be renewed says so, and that messages go on", async () => {
    const app = await withAccount(untilIn(-1));
    expect(screen.getByText(/could not be renewed yet. Messages still go and come/)).toBeTruthy();
    app.bridge.failNext("certificate.renew", "disk-full");
    await app.user.click(screen.getByRole("button", { name: "Renew" }));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/disk is full/);
  });

  it("of an authority can only be renewed there, or be signed by oneself", async () => {
    const app = await withAccount({ ...untilIn(400), certificateIssuer: "Example Org" });
    expect(screen.getByText("Certificate signed by Example Org")).toBeTruthy();
    expect(screen.getByText(/Only Example Org can renew it/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Sign it myself" }));
    await app.settle();
    expect(screen.getByText("Certificate signed by yourself")).toBeTruthy();
  });

  it("is asked for with a request, and only what was saved is called saved", async () => {
    const app = await withAccount(untilIn(400));
    await app.user.click(screen.getByRole("button", { name: "Save request…" }));
    await app.settle();
    expect(screen.getByText(/The signing request is saved/)).toBeTruthy();
    app.bridge.failNext("certificate.saveRequest", "file-not-saved");
    await app.user.click(screen.getByRole("button", { name: "Save request…" }));
    await app.settle();
    expect(screen.queryByText(/The signing request is saved/)).toBeNull();
    expect(screen.getByRole("alert").textContent).toMatch(/could not be saved there/);
  });

  it("that an authority signed is taken from a file, once the authority is there", async () => {
    const app = await withAccount(untilIn(400));
    await app.user.upload(screen.getByLabelText("Choose certificate…", { selector: "input" }), certificateFile("x"));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/None of your authorities has signed this certificate/);
    await addAuthority(app, "Example Org");
    await app.user.upload(screen.getByLabelText("Choose certificate…", { selector: "input" }), certificateFile("x"));
    await app.settle();
    expect(screen.getByText("Certificate signed by Example Org")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("the line over the window about the own certificate", () => {
  it.each([
    [29, /^Your certificate ends on/],
    [-1, /^Your certificate ended on/],
  ])("is there when an authority must sign a new one, %s days before the end, and leads to the settings", async (days, lead) => {
    const app = await withAccount({ ...untilIn(days), certificateIssuer: "Example Org" }, false);
    expect(screen.getByText(lead)).toBeTruthy();
    expect(screen.getByText(/Example Org has to sign a new one. Messages go on/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Open settings" }));
    expect(screen.getByText(/have Example Org sign it/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Open settings" })).toBeNull();
  });

  it("is not there earlier, and never for what we sign ourselves", async () => {
    for (const account of [{ ...untilIn(31), certificateIssuer: "Example Org" }, untilIn(29), untilIn(-1)]) {
      await withAccount(account, false);
      expect(screen.queryByText(/^Your certificate/)).toBeNull();
      cleanup();
    }
  });
});

describe("the authorities", () => {
  it("are shown with their whole fingerprint, and removed", async () => {
    const app = await withAccount({});
    await addAuthority(app, "Example Org");
    expect(screen.getByText("Example Org")).toBeTruthy();
    expect(screen.getByText(/^41(:41){31}$/)).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Remove Example Org" }));
    await app.settle();
    expect(screen.queryByText("Example Org")).toBeNull();
  });

  it("are believed only after their fingerprint was shown and the user said so", async () => {
    const app = await withAccount({});
    await app.user.upload(screen.getByLabelText("Add…", { selector: "input" }), certificateFile("Example Org"));
    await app.settle();
    const dialog = screen.getByRole("dialog", { name: "Believe Example Org?" });
    expect(within(dialog).getAllByText("41:41:41:41:41:41:41:41")).toHaveLength(4);
    expect(document.activeElement?.textContent).toBe("Cancel");
    await app.user.click(within(dialog).getByRole("button", { name: "Cancel" }));
    expect(sessionOf(app.bridge.world).account.authorities).toEqual([]);
  });

  it("that are refused lead to no question", async () => {
    const app = await withAccount({});
    app.bridge.failNext("authorities.preview", "not-an-authority");
    await app.user.upload(screen.getByLabelText("Add…", { selector: "input" }), certificateFile("Bob"));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/does not belong to an authority/);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("that are refused at last leave the question open, with the reason", async () => {
    const app = await withAccount({});
    await app.user.upload(screen.getByLabelText("Add…", { selector: "input" }), certificateFile("Example Org"));
    await app.settle();
    app.bridge.failNext("authorities.add", "too-many-authorities");
    await app.user.click(screen.getByRole("button", { name: "Believe it" }));
    await app.settle();
    expect(within(screen.getByRole("dialog")).getByText(/as many authorities as Stamp keeps/)).toBeTruthy();
  });

  it("that are not valid now confirm nothing, and the page says so", async () => {
    const notAfter = Date.now() - DAY;
    await withAccount({ authorities: [{ fingerprint: "41".repeat(32), name: "Old Org", notBefore: notAfter - FIVE_YEARS, notAfter }] });
    expect(screen.getByText(/so it confirms nothing now/)).toBeTruthy();
  });

  it("are not read from a file that is too large", async () => {
    const app = await withAccount({});
    await app.user.upload(screen.getByLabelText("Add…", { selector: "input" }), certificateFile("x".repeat(LARGEST_CERTIFICATE_FILE + 1)));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/too large to be a certificate/);
    expect(sessionOf(app.bridge.world).account.authorities).toEqual([]);
  });
});
