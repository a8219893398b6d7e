import { describeAgreement } from "../testing/agreement/agreement";
import { startEmbeddedUnderTest } from "../testing/embedded-server";

describeAgreement("The embedded server", startEmbeddedUnderTest);
