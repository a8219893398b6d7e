// The first run: choose, protect, wait for the key, write the recovery key down. An error brings one back
// to the step that can cure it, with everything that was typed; another device that is signed in is a question.
import { useState } from "react";
import type { AppPhase } from "../../../shared/app-state";
import type { AccountErrorCode, ErrorCode } from "../../../shared/errors";
import type { NewAccount, Protection } from "../../../shared/ipc/schema";
import { useClient } from "../../store/context";
import { errorCode } from "../../store/use-action";
import { EMPTY_FORM, carryOut, type Plan } from "./plan";
import { OtherDeviceStep } from "./OtherDeviceStep";
import { ProtectionStep } from "./ProtectionStep";
import { RecoveryStep } from "./RecoveryStep";
import { Welcome } from "./Welcome";
import { Working } from "../unlock/Working";

type Step =
  | { readonly step: "welcome"; readonly problem?: ErrorCode }
  | { readonly step: "protect"; readonly plan: Plan; readonly problem?: ErrorCode }
  | { readonly step: "working" }
  | { readonly step: "other-device"; readonly protection: Protection }
  | { readonly step: "recovery"; readonly account: NewAccount };

const CURED_BY_PROTECTION: readonly ErrorCode[] = [
  "passphrase-too-short",
  "key-store-unavailable",
  "key-store-changed",
] satisfies readonly AccountErrorCode[];

type WelcomePhase = Extract<AppPhase, { readonly phase: "welcome" }>;

export function Onboarding({ phase }: { readonly phase: WelcomePhase }) {
  const client = useClient();
  const [step, setStep] = useState<Step>({ step: "welcome" });
  const [form, setForm] = useState(EMPTY_FORM);

  const begin = async (plan: Plan, protection: Protection): Promise<void> => {
    setStep({ step: "working" });
    try {
      setStep({ step: "recovery", account: await carryOut(client, plan, form, protection) });
    } catch (error) {
      const problem = errorCode(error);
      if (problem === "account-in-use") setStep({ step: "other-device", protection });
      else setStep(CURED_BY_PROTECTION.includes(problem) ? { step: "protect", plan, problem } : { step: "welcome", problem });
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
        />
      );
    case "protect":
      return (
        <ProtectionStep
          osKeyStore={phase.osKeyStore}
          problem={step.problem}
          onBack={() => {
            setStep({ step: "welcome" });
          }}
          onProtect={(protection) => void begin(step.plan, protection)}
        />
      );
    case "working":
      return <Working />;
    case "other-device":
      return (
        <OtherDeviceStep
          address={form.address.trim()}
          onBack={() => {
            setStep({ step: "welcome" });
          }}
          onGo={() => void begin("take-over", step.protection)}
        />
      );
    case "recovery":
      return <RecoveryStep account={step.account} />;
  }
}
