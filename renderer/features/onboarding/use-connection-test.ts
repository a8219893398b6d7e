// The test of a connection before signing in. Its result belongs to the form it was made for: whatever is
// typed afterwards takes it away.
import { useState } from "react";
import type { ConnectionTestResult } from "../../../shared/app-state";
import type { ErrorCode } from "../../../shared/errors";
import { errorSentence } from "../../i18n/error-text";
import { useClient } from "../../store/context";
import { errorCode } from "../../store/use-action";
import { serverAccount, type SignInForm } from "./plan";

export interface ConnectionTest {
  readonly running: boolean;
  readonly results: readonly ConnectionTestResult[];
  /** Why the test could not even begin, at the field it belongs to, or for the whole. */
  readonly addressProblem: string | undefined;
  readonly serverProblem: string | undefined;
  readonly proxyProblem: string | undefined;
  readonly problem: string | undefined;
  readonly start: () => void;
}

interface Outcome {
  readonly form: SignInForm;
  readonly running: boolean;
  readonly results: readonly ConnectionTestResult[];
  readonly problem?: ErrorCode;
}

const SERVER_PROBLEMS: readonly ErrorCode[] = [
  "invalid-server-url",
  "insecure-server-url",
  "evaluation-only-loopback",
];

const PROXY_PROBLEMS: readonly ErrorCode[] = ["invalid-proxy", "insecure-through-proxy"];

export function useConnectionTest(form: SignInForm): ConnectionTest {
  const client = useClient();
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const mine = outcome?.form === form ? outcome : undefined;

  const start = (): void => {
    if (mine?.running === true) return;
    setOutcome({ form, running: true, results: [] });
    const finish = (end: Pick<Outcome, "results" | "problem">): void => {
      setOutcome((now) => (now?.form === form ? { form, running: false, ...end } : now));
    };
    client.call("onboarding.testConnection", serverAccount(form)).then(
      (results) => {
        finish({ results });
      },
      (error: unknown) => {
        finish({ results: [], problem: errorCode(error) });
      },
    );
  };

  const problem = mine?.problem;
  const sentence = problem === undefined ? undefined : errorSentence(problem);
  const atServer = problem !== undefined && SERVER_PROBLEMS.includes(problem);
  const atProxy = problem !== undefined && PROXY_PROBLEMS.includes(problem);
  const atAddress = problem === "invalid-address";
  return {
    running: mine?.running ?? false,
    results: mine?.results ?? [],
    addressProblem: atAddress ? sentence : undefined,
    serverProblem: atServer ? sentence : undefined,
    proxyProblem: atProxy ? sentence : undefined,
    problem: atServer || atProxy || atAddress ? undefined : sentence,
    start,
  };
}
