// A server under test with people and devices that only this run has; ended by stop().
import { expect } from "vitest";
import { status } from "../sip-text";
import { connectDevice } from "../test-device";
import type { DeviceOptions, TestDevice } from "../test-device";

/** How many messages of one sender the servers under test store for an account: more than a test needs, and soon reached. */
export const SENDER_SHARE = 40;

export interface ServerUnderTest {
  readonly url: string;
  readonly domain: string;
  addAccount(user: string, password: string): void;
  storedMessages(user: string): number;
  /** Ends it in an orderly way and starts it again with its data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface World {
  readonly server: ServerUnderTest;
  /** Account names nobody used before. */
  accounts<const Names extends readonly string[]>(...names: Names): { [Index in keyof Names]: string };
  /** The name of an account that there is not. */
  nobody(): string;
  connect(user: string, options?: Partial<DeviceOptions>): Promise<TestDevice>;
  /** Connects and registers. */
  signIn(user: string, options?: Partial<DeviceOptions>): Promise<TestDevice>;
  stop(): Promise<void>;
}

/** Its server is there once `started` resolved. */
export function makeWorld(): World & { started(start: () => Promise<ServerUnderTest>): Promise<void> } {
  const devices: TestDevice[] = [];
  let server: ServerUnderTest | undefined;
  let people = 0;

  const running = (): ServerUnderTest => {
    if (server === undefined) throw new Error("The server has not started.");
    return server;
  };

  async function connect(user: string, options: Partial<DeviceOptions> = {}): Promise<TestDevice> {
    const { url, domain } = running();
    const device = await connectDevice({ url, domain, user, password: `password of ${user}`, ...options });
    devices.push(device);
    return device;
  }

  return {
    get server() {
      return running();
    },
    async started(start) {
      server = await start();
    },
    accounts<const Names extends readonly string[]>(...names: Names) {
      people++;
      const made = names.map((word) => `${word}-${people}`);
      for (const user of made) running().addAccount(user, `password of ${user}`);
      return made as { [Index in keyof Names]: string };
    },
    nobody: () => `nobody-${people}`,
    connect,
    async signIn(user, options) {
      const device = await connect(user, options);
      expect(status(await device.register())).toBe(200);
      return device;
    },
    async stop() {
      for (const device of devices) device.socket.terminate();
      await server?.stop();
    },
  };
}
