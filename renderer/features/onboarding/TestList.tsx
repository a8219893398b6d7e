// The steps of a connection test with their times; the failed one says what is wrong and what to do.
import type { ConnectionTestResult, ConnectionTestStep } from "../../../shared/app-state";
import { problemSentence } from "../../i18n/error-text";
import { wholeNumber } from "../../i18n/format";
import { t, type TextKey } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./TestList.module.css";
import type { ConnectionTest } from "./use-connection-test";

const cx = classes(sheet);

interface StepWords {
  readonly good: TextKey;
  readonly bad: TextKey;
}

const WORDS: Readonly<Record<ConnectionTestStep, StepWords>> = {
  server: { good: "test.server.good", bad: "test.server.bad" },
  secure: { good: "test.secure.good", bad: "test.secure.bad" },
  "sign-in": { good: "test.signIn.good", bad: "test.signIn.bad" },
};

function Step({ result }: { readonly result: ConnectionTestResult }) {
  const words = WORDS[result.step];
  if (result.ok) {
    return (
      <li className={cx("step", "good")}>
        <Icon name="checkCircle" size="small" />
        <span className={cx("words")}>{t(words.good)}</span>
        <span className={cx("time")}>{t("duration.milliseconds", { count: wholeNumber(result.milliseconds) })}</span>
      </li>
    );
  }
  // "Sign-in refused" is a whole sentence of its own; the others begin with the step that failed.
  return (
    <li className={cx("step", "bad")}>
      <Icon name="crossCircle" size="small" />
      <span className={cx("words")}>
        <strong className={cx("lead")}>{t(words.bad)}</strong>{" "}
        {result.problem === undefined ? null : problemSentence(result.problem)}
      </span>
    </li>
  );
}

export function TestList({ test }: { readonly test: Pick<ConnectionTest, "running" | "results" | "problem"> }) {
  if (!test.running && test.results.length === 0 && test.problem === undefined) return null;
  return (
    <div role="status">
      <ol className={cx("list")}>
        {test.running ? (
          <li className={cx("step")}>
            <Icon name="clock" size="small" />
            <span className={cx("words")}>{t("test.running")}</span>
          </li>
        ) : null}
        {test.results.map((result) => (
          <Step key={result.step} result={result} />
        ))}
        {test.problem === undefined ? null : (
          <li className={cx("step", "bad")}>
            <Icon name="crossCircle" size="small" />
            <span className={cx("words")}>{test.problem}</span>
          </li>
        )}
      </ol>
    </div>
  );
}
