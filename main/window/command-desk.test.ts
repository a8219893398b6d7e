import { describe, expect, it, vi } from "vitest";
import { createCommandDesk } from "./command-desk";

function setUp() {
  const world = { page: undefined as unknown };
  return { world, desk: createCommandDesk(() => world.page) };
}

describe("what the desktop asks of the page", () => {
  it("is heard at once by a page that listens to an open account", () => {
    const { desk, world } = setUp();
    world.page = "page";
    desk.setOpen(true);
    desk.pageListens("page");
    const deliver = vi.fn();
    desk.send(deliver);
    expect(deliver).toHaveBeenCalledOnce();
  });

  it("waits until the account is open and is then told once, and only the last of several", () => {
    const { desk, world } = setUp();
    world.page = "page";
    desk.pageListens("page");
    const [first, last] = [vi.fn(), vi.fn()];
    desk.send(first);
    desk.send(last);
    expect(last).not.toHaveBeenCalled();
    desk.setOpen(true);
    desk.setOpen(false);
    desk.setOpen(true);
    expect(last).toHaveBeenCalledOnce();
    expect(first).not.toHaveBeenCalled();
  });

  it("waits for the page of a window that was opened for it, not for the one before", () => {
    const { desk, world } = setUp();
    world.page = "before";
    desk.setOpen(true);
    desk.pageListens("before");
    world.page = "new";
    const deliver = vi.fn();
    desk.send(deliver);
    expect(deliver).not.toHaveBeenCalled();
    desk.pageListens("new");
    expect(deliver).toHaveBeenCalledOnce();
  });
});
