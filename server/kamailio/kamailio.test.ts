import { describe, expect, it } from "vitest";
import { describeAgreement } from "../testing/agreement";
import { kamailioProblem, runKamailio } from "./run-kamailio";

const problem = kamailioProblem();

if (problem === undefined) describeAgreement("Kamailio", () => runKamailio({ accounts: [] }));
else {
  describe("Kamailio", () => {
    it(`is there when STAMP_REQUIRE_KAMAILIO=1 asks for it. ${problem}`, () => {
      expect(process.env["STAMP_REQUIRE_KAMAILIO"], problem).not.toBe("1");
    });
  });
}
