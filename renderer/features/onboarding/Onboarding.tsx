// The first run: choose, protect, wait for the key or the copy, write the recovery key down. An error brings one back
// to the step that can cure it, with everything that was typed; another device that is signed in is a question.
import { useState } from "react";
import type { AppPhase } from "../../../shared/app-state";
import type { ConnectionProblem } from "../../../shared/connection";
import type { AccountErrorCode, ErrorCode } from "../../../shared/errors";
import type { AccountFileView, NewAccount, Protection } from "../../../shared/ipc/requests/opening";
import { connectionProblemIn } from "../../i18n/error-text";
import { dateWithYear, timeOfDay } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useClient } from "../../store/context";
import { errorCode } from "../../store/use-action";
import { AccountFileStep } from "./AccountFileStep";
import { EMPTY_FORM, carryOut, type Plan } from "./plan";
import { OtherDeviceStep } from "./OtherDeviceStep";
import { ProtectionStep } from "./ProtectionStep";
import { RecoveryStep } from "./RecoveryStep";
import { Welcome } from "./Welcome";
import { Working } from "../unlock/Working";

type Step =
  | { readonly step: "welcome"; readonly problem?: ErrorCode | ConnectionProblem }
  | { readonly step: "account-file"; readonly name: string }
  | { readonly step: "protect"; readonly plan: Plan; readonly problem?: ErrorCode }
  | { readonly step: "working"; readonly plan: Plan }
  | { readonly step: "other-device"; readonly plan: "take-over" | "import-over"; readonly protection: Protection }
  | { readonly step: "recovery"; readonly account: NewAccount; readonly trying: boolean };

const CURED_BY_PROTECTION: readonly ErrorCode[] = [
  "passphrase-too-short",
  "key-store-unavailable",
  "key-store-changed",
] satisfies readonly AccountErrorCode[];

const isImport = (plan: Plan): boolean => plan === "import" || plan === "import-over";

const isTrial = (plan: Plan): boolean => plan === "try-here" || plan === "join";

const openedWords = ({ address, savedAt }: AccountFileView): string =>
  t("accountFile.opened", { address, date: dateWithYear(savedAt), time: timeOfDay(savedAt) });

function protectionWords(plan: Plan, fromFile: AccountFileView | undefined): string | undefined {
  if (isTrial(plan)) return t("protection.trying");
  return isImport(plan) && fromFile !== undefined ? openedWords(fromFile) : undefined;
}

type WelcomePhase = Extract<AppPhase, { readonly phase: "welcome" }>;

export function Onboarding({ phase }: { readonly phase: WelcomePhase }) {
  const client = useClient();
  const [step, setStep] = useState<Step>({ step: "welcome" });
  const [form, setForm] = useState(EMPTY_FORM);

  const [fromFile, setFromFile] = useState<AccountFileView>();

  const chooseFile = async (): Promise<void> => {
    try {
      const { name } = await client.call("onboarding.chooseAccountFile", {});
      if (name !== undefined) setStep({ step: "account-file", name });
    } catch (error) {
      setStep({ step: "welcome", problem: errorCode(error) });
    }
  };

  const begin = async (plan: Plan, protection: Protection): Promise<void> => {
    setStep({ step: "working", plan });
    try {
      setStep({ step: "recovery", account: await carryOut(client, plan, form, protection), trying: isTrial(plan) });
    } catch (error) {
      const problem = errorCode(error);
      if (problem === "account-in-use") {
        setStep({ step: "other-device", plan: isImport(plan) ? "import-over" : "take-over", protection });
      } else if (problem === "canceled") setStep({ step: "welcome" });
      else if (CURED_BY_PROTECTION.includes(problem)) setStep({ step: "protect", plan, problem });
      else setStep({ step: "welcome", problem: connectionProblemIn(error) ?? problem });
    }
  };

  switch (step.step) {
    case "welcome":
      return (
        <Welcome
          invitation={phase.invitation?.address}
          form={form}
          problem={step.problem}
          onForm={setForm}
          onPlan={(plan) => {
            setStep({ step: "protect", plan });
          }}
          onImport={() => void chooseFile()}
        />
      );
    case "account-file":
      return (
        <AccountFileStep
          name={step.name}
          onBack={() => {
            setStep({ step: "welcome" });
          }}
          onOpened={(account) => {
            setFromFile(account);
            setStep({ step: "protect", plan: "import" });
          }}
        />
      );
    case "protect":
      return (
        <ProtectionStep
          go={t(isImport(step.plan) ? "moveHere.import" : "protection.go")}
          subtitle={protectionWords(step.plan, fromFile)}
          osKeyStore={phase.osKeyStore}
          problem={step.problem}
          onBack={() => {
            setStep({ step: "welcome" });
          }}
          onProtect={(protection) => void begin(step.plan, protection)}
        />
      );
    case "working":
      return isImport(step.plan) ? (
        <Working
          onCancel={() => {
            void client.call("onboarding.cancelImport", {});
          }}
        />
      ) : (
        <Working />
      );
    case "other-device":
      return (
        <OtherDeviceStep
          address={step.plan === "import-over" ? (fromFile?.address ?? "") : form.address.trim()}
          onBack={() => {
            setStep({ step: "welcome" });
          }}
          onGo={() => void begin(step.plan, step.protection)}
          onImport={step.plan === "import-over" ? undefined : () => void chooseFile()}
        />
      );
    case "recovery":
      return <RecoveryStep account={step.account} trying={step.trying} />;
  }
}
