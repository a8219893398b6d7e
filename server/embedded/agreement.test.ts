import { describeAgreement } from "../testing/agreement";
import { startEmbeddedUnderTest } from "../testing/embedded-server";

describeAgreement("The embedded server", startEmbeddedUnderTest);
