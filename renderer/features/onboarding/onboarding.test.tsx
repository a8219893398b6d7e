// @vitest-environment happy-dom
import { act, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AppSnapshot } from "../../../shared/app-state";
import type { Address, ContactId } from "../../../shared/ids";
import { cleanUpAfterEach, renderApp, type Rendered } from "../../testing/render-app";
import { petrasWorld, phaseWorld } from "../../testing/scenes";

cleanUpAfterEach();

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

function welcome(osKeyStore = false): Promise<Rendered> {
  return renderApp({ world: phaseWorld({ phase: "welcome", osKeyStore }) });
}

async function fill(app: Rendered, password: string): Promise<void> {
  await app.user.type(screen.getByLabelText("Address"), "petra@sip.example.org");
  await act(() => vi.advanceTimersByTimeAsync(800));
  await app.settle();
  await app.user.type(screen.getByLabelText("Password"), password);
}

async function protect(app: Rendered, passphrase: string, again = passphrase): Promise<void> {
  await app.user.type(screen.getByLabelText("Passphrase"), passphrase);
  await app.user.type(screen.getByLabelText("Passphrase again"), `${again}{Enter}`);
  await app.settle();
}

/** Of all chats only Bob's is left. */
function oneChat(snapshot: AppSnapshot): AppSnapshot {
  if (snapshot.state.phase !== "ready") throw new Error("no session");
  const { session } = snapshot.state;
  const conversations = session.conversations.filter(({ contactId }) => contactId === (1 as ContactId));
  return { ...snapshot, state: { phase: "ready", session: { ...session, conversations } } };
}

describe("signing in to a server", () => {
  it("finds the server by the domain of the address", async () => {
    const app = await welcome();
    await fill(app, "secret");
    expect(screen.getByLabelText<HTMLInputElement>("Server").value).toBe("wss://sip.example.org:7443");
    expect(screen.getByText("Found by domain")).toBeTruthy();
  });

  it("leaves a server that was typed alone", async () => {
    const app = await welcome();
    await app.user.type(screen.getByLabelText("Server"), "wss://other.example");
    await fill(app, "secret");
    expect(screen.getByLabelText<HTMLInputElement>("Server").value).toBe("wss://other.example");
  });

  it("leaves a server field alone that was emptied, until the address changes", async () => {
    const app = await welcome();
    await fill(app, "secret");
    await app.user.clear(screen.getByLabelText("Server"));
    await app.settle();
    expect(screen.getByLabelText<HTMLInputElement>("Server").value).toBe("");
    await app.user.type(screen.getByLabelText("Address"), "{Backspace}g");
    await act(() => vi.advanceTimersByTimeAsync(800));
    await app.settle();
    expect(screen.getByLabelText<HTMLInputElement>("Server").value).toBe("wss://sip.example.org:7443");
  });

  it("tests the connection step by step and says what is wrong", async () => {
    const app = await welcome();
    await fill(app, "wrong");
    await app.user.click(screen.getByRole("button", { name: "Test" }));
    await app.settle();
    expect(screen.getByText("Server found")).toBeTruthy();
    expect(screen.getByText("38 ms")).toBeTruthy();
    expect(screen.getByText("Sign-in refused.").closest("li")?.textContent).toMatch(/Check both and test again/);
    await app.user.type(screen.getByLabelText("Password"), "2");
    expect(screen.queryByText("Sign-in refused.")).toBeNull();
  });

  it("puts a problem of the server's address under its field", async () => {
    const app = await welcome();
    await fill(app, "secret");
    app.bridge.failNext("onboarding.testConnection", "insecure-server-url");
    await app.user.click(screen.getByRole("button", { name: "Test" }));
    await app.settle();
    expect(screen.getByLabelText("Server").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByRole("alert").textContent).toMatch(/not secure/);
  });

  it.each([
    ["Address", "petra", /not a full address/],
    ["Server", "https://sip.example.org", /not a server address/],
    ["Server", "sip example org", /not a server address/],
  ])("tells a slip in %s (%s) before it asks for a passphrase", async (label, typed, reason) => {
    const app = await welcome();
    await fill(app, "secret");
    await app.user.clear(screen.getByLabelText(label));
    await app.user.type(screen.getByLabelText(label), `${typed}{Enter}`);
    expect(screen.getByRole("alert").textContent).toMatch(reason);
    expect(screen.getByLabelText(label).getAttribute("aria-invalid")).toBe("true");
    await app.user.type(screen.getByLabelText(label), "x");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("takes a server without a scheme, which means wss://", async () => {
    const app = await welcome();
    await fill(app, "secret");
    await app.user.clear(screen.getByLabelText("Server"));
    await app.user.type(screen.getByLabelText("Server"), "sip.example.org:7443{Enter}");
    expect(screen.getByLabelText("Passphrase")).toBeTruthy();
  });

  it("leaves the keyboard at the test while it runs, and tests once at a time", async () => {
    const app = await welcome();
    await fill(app, "secret");
    const answer = app.bridge.delayNext("onboarding.testConnection");
    screen.getByRole("button", { name: "Test" }).focus();
    await app.user.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Test" }));
    expect(screen.getByText("Testing the connection")).toBeTruthy();
    app.bridge.failNext("onboarding.testConnection", "server-unreachable");
    await app.user.keyboard("{Enter}");
    answer();
    await app.settle();
    expect(screen.queryByText(/could not be reached/)).toBeNull();
  });

  it("comes back with everything typed when the sign-in fails", async () => {
    const app = await welcome();
    await fill(app, "secret");
    await app.user.click(screen.getByRole("button", { name: "Sign in" }));
    app.bridge.failNext("onboarding.signIn", "server-unreachable");
    await protect(app, "four plain words here");
    expect(screen.getByRole("alert").textContent).toMatch(/could not be reached/);
    expect(screen.getByLabelText<HTMLInputElement>("Address").value).toBe("petra@sip.example.org");
  });

  it("asks before it takes the account over from another device, and can be called off", async () => {
    const app = await welcome();
    await fill(app, "in use");
    await app.user.click(screen.getByRole("button", { name: "Sign in" }));
    await protect(app, "four plain words here");
    expect(screen.getByRole("heading", { name: "Open on another device" })).toBeTruthy();
    expect(screen.getByText(/That device is signed out when you go on/)).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Not now");
    await app.user.keyboard("{Enter}");
    expect(screen.getByLabelText<HTMLInputElement>("Address").value).toBe("petra@sip.example.org");
  });

  it("takes the account over when told to", async () => {
    const app = await welcome();
    await fill(app, "in use");
    await app.user.click(screen.getByRole("button", { name: "Sign in" }));
    await protect(app, "four plain words here");
    await app.user.click(screen.getByRole("button", { name: "Use Stamp here instead" }));
    await app.settle();
    expect(screen.getByText("Write this down")).toBeTruthy();
  });

  it("takes the certificate authority of the server from a file, and refuses what is none", async () => {
    const app = await welcome();
    const input = screen.getByLabelText("Certificate authority of the server, a PEM file");
    await app.user.upload(input, new File(["not a certificate"], "notes.pem"));
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/no certificate in PEM form/);
    await app.user.upload(input, new File(["-----BEGIN CERTIFICATE-----\nMIIB\n"], "own-ca.pem"));
    await app.settle();
    expect(screen.getByText("Certificate authority: own-ca.pem")).toBeTruthy();
  });
});

describe("an account that comes from another computer", () => {
  const choose = async (app: Rendered): Promise<void> => {
    await app.user.click(screen.getByRole("button", { name: "Import an account file…" }));
    await app.settle();
  };
  const open = async (app: Rendered, passphrase: string): Promise<void> => {
    await app.user.type(screen.getByLabelText("Passphrase for the file"), `${passphrase}{Enter}`);
    await app.settle();
  };

  it("is chosen, opened with the passphrase of its file, protected here and noted", async () => {
    const app = await welcome();
    await choose(app);
    expect(screen.getByText("petra@sip.example.org.stamp-account")).toBeTruthy();
    await open(app, "wrong");
    expect(screen.getByRole("alert").textContent).toMatch(/not the passphrase of this file/);
    await app.user.clear(screen.getByLabelText("Passphrase for the file"));
    await open(app, "meadow");
    expect(screen.getByText(/petra@sip\.example\.org, as it was on/)).toBeTruthy();
    await protect(app, "4 words ");
    expect(screen.getByText("Write this down")).toBeTruthy();
  });

  it("says how far the copy is, and can be called off", async () => {
    const app = await welcome();
    await choose(app);
    await open(app, "meadow");
    await protect(app, "slow one");
    act(() => {
      app.bridge.emit("progress", { task: "import", state: "running", fraction: 0.4 });
    });
    expect(screen.getByRole("progressbar", { name: "Copying your account" }).getAttribute("aria-valuenow")).toBe("40");
    await app.user.click(screen.getByRole("button", { name: "Cancel" }));
    await app.settle();
    expect(screen.getByRole("button", { name: "Import an account file…" })).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("tells what is wrong with a file where it was chosen", async () => {
    const app = await welcome();
    app.bridge.failNext("onboarding.chooseAccountFile", "account-file-newer");
    await choose(app);
    expect(screen.getByRole("alert").textContent).toMatch(/newer version of Stamp/);
  });

  it("asks before the other device is signed out, and says that the key comes along", async () => {
    const app = await welcome(true);
    await choose(app);
    await open(app, "meadow");
    app.bridge.failNext("onboarding.importAccount", "account-in-use");
    await app.user.click(screen.getByRole("button", { name: "Import the account" }));
    await app.settle();
    expect(screen.getByText("petra@sip.example.org")).toBeTruthy();
    expect(screen.getByText(/contacts notice nothing/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Import an account file…" })).toBeNull();
    await app.user.click(screen.getByRole("button", { name: "Use Stamp here instead" }));
    await app.settle();
    expect(screen.getByText("Write this down")).toBeTruthy();
  });

  it("is offered where a new key would be made for an account that is in use", async () => {
    const app = await welcome();
    await fill(app, "in use");
    await app.user.click(screen.getByRole("button", { name: "Sign in" }));
    await protect(app, "four plain words here");
    await choose(app);
    expect(screen.getByLabelText("Passphrase for the file")).toBeTruthy();
  });
});

describe("protecting the key", () => {
  it("wants the passphrase twice, the same and long enough", async () => {
    const app = await welcome();
    await app.user.click(screen.getByRole("button", { name: "Try it here" }));
    await protect(app, "short", "short");
    expect(screen.getByRole("alert").textContent).toMatch(/at least 8/);
    await app.user.clear(screen.getByLabelText("Passphrase"));
    await app.user.clear(screen.getByLabelText("Passphrase again"));
    await protect(app, "four plain words", "four plain birds");
    expect(screen.getByRole("alert").textContent).toMatch(/not the same/);
  });

  it("offers the key store only where there is one", async () => {
    const app = await welcome(true);
    await app.user.click(screen.getByRole("button", { name: "Try it here" }));
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /key store/ }).checked).toBe(true);
    await app.user.click(screen.getByRole("button", { name: "Make my key" }));
    await app.settle();
    expect(screen.getByText("Write this down")).toBeTruthy();
  });

  it("shows how far the making of the key is", async () => {
    const app = await welcome();
    await app.user.click(screen.getByRole("button", { name: "Try it here" }));
    const answer = app.bridge.delayNext("onboarding.tryHere");
    await protect(app, "four plain words here");
    act(() => {
      app.bridge.emit("progress", { task: "key-generation", state: "running", fraction: 0.5 });
    });
    const bar = screen.getByRole("progressbar", { name: "Making your key" });
    expect(bar.getAttribute("aria-valuenow")).toBe("50");
    answer();
    await app.settle();
    expect(screen.getByText("Write this down")).toBeTruthy();
  });
});

describe("the recovery key", () => {
  it("stands there in eight groups of four, with the own half of the safety number", async () => {
    const app = await welcome(true);
    await app.user.click(screen.getByRole("button", { name: "Try it here" }));
    await app.user.click(screen.getByRole("button", { name: "Make my key" }));
    await app.settle();
    const groups = screen.getByRole("list", { name: /Recovery key/ }).querySelectorAll("li");
    expect([...groups].map((group) => group.textContent)).toEqual(
      "K7QM 2XPA 9RTW LC4E HV6N B8DJ 3YSF UZ5G".split(" "),
    );
    const digits = screen.getByRole("list", { name: /safety number/ }).querySelectorAll("li");
    expect(digits).toHaveLength(6);
  });

  it("leads to the main window when it is written down", async () => {
    const app = await welcome(true);
    await app.user.click(screen.getByRole("button", { name: "Try it here" }));
    await app.user.click(screen.getByRole("button", { name: "Make my key" }));
    await app.settle();
    await app.user.click(screen.getByRole("button", { name: "Go on" }));
    act(() => {
      app.bridge.emit("app.changed", petrasWorld().snapshot);
    });
    expect(screen.getByRole("heading", { name: "Chats" })).toBeTruthy();
  });

  it("leads somebody who tries Stamp straight to the chat with Echo", async () => {
    const app = await welcome(true);
    await app.user.click(screen.getByRole("button", { name: "Try it here" }));
    await app.user.click(screen.getByRole("button", { name: "Make my key" }));
    await app.settle();
    const answer = app.bridge.delayNext("onboarding.finish");
    await app.user.click(screen.getByRole("button", { name: "Go on" }));
    act(() => {
      app.bridge.emit("app.changed", oneChat(petrasWorld().snapshot));
    });
    answer();
    await app.settle();
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Message to Bob Kováč" }));
  });
});

describe("the second window of a trial", () => {
  it("joins as the person it was opened for", async () => {
    const app = await renderApp({
      world: phaseWorld({ phase: "welcome", osKeyStore: true, invitation: { address: "bob@try.stamp" as Address } }),
    });
    expect(screen.getByText("bob@try.stamp")).toBeTruthy();
    await app.user.click(screen.getByRole("button", { name: "Join" }));
    await app.user.click(screen.getByRole("button", { name: "Make my key" }));
    await app.settle();
    expect(screen.getByText("Write this down")).toBeTruthy();
  });
});

describe("a sign-in that the connection stops", () => {
  it("says what exactly is wrong with it, and that the password was not sent", async () => {
    const app = await welcome();
    await fill(app, "expired{Enter}");
    await app.settle();
    await protect(app, "meadow kettle 7 quiet");
    expect(screen.getByRole("alert").textContent).toMatch(/certificate has expired.*password was not sent/);
  });
});

describe("a network that needs a proxy", () => {
  it("is asked about in a line, and what is folded away again is not used", async () => {
    const app = await welcome();
    expect(screen.queryByLabelText("Proxy")).toBeNull();
    await app.user.click(screen.getByRole("button", { name: "Set it" }));
    await app.user.type(screen.getByLabelText("Proxy"), "http://proxy.example.org:3128");
    await app.user.click(screen.getByRole("button", { name: "Connect without one" }));
    expect(screen.queryByLabelText("Proxy")).toBeNull();
    await app.user.click(screen.getByRole("button", { name: "Set it" }));
    expect(screen.getByLabelText<HTMLInputElement>("Proxy").value).toBe("");
  });

  it("holds the sign-in up with a sentence while the proxy is none", async () => {
    const app = await welcome();
    await fill(app, "secret");
    await app.user.click(screen.getByRole("button", { name: "Set it" }));
    await app.user.type(screen.getByLabelText("Proxy"), "proxy{Enter}");
    await app.settle();
    expect(screen.getByRole("alert").textContent).toMatch(/This is not a proxy’s address/);
    await app.user.type(screen.getByLabelText("Proxy"), ":3128{Enter}");
    await app.settle();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.queryByLabelText("Proxy")).toBeNull();
  });
});
