import { describeAgreement } from "../testing/agreement";
import { startTestServer } from "../testing/embedded-server";

describeAgreement("The embedded server", async () => {
  const server = await startTestServer();
  return {
    url: server.current.url,
    domain: server.current.domain,
    addAccount: (user, password) => server.current.addAccount(user, password),
    storedMessages: (user) => server.current.storedMessages(user),
    restart: () => server.restart(),
    stop: () => server.stop(),
  };
});
