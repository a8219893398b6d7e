// What the embedded server and Kamailio with our configuration must do alike (spec 2.6, 1.7), as one list of scenarios
// in which raw clients speak SIP. Apps rely on nothing that is not here or in README.md.
import { afterAll, beforeAll, describe } from "vitest";
import { describeConnections } from "./connections";
import { describeForgery } from "./forgery";
import { describeMessages } from "./messages";
import { describePresence } from "./presence";
import { describeRegistration } from "./registration";
import { makeWorld, type ServerUnderTest } from "./world";

export function describeAgreement(name: string, start: () => Promise<ServerUnderTest>): void {
  describe(`${name}, as both servers`, () => {
    const world = makeWorld();
    beforeAll(() => world.started(start));
    afterAll(() => world.stop());

    describeRegistration(world);
    describeMessages(world);
    describePresence(world);
    describeForgery(world);
    describeConnections(world);
  });
}
