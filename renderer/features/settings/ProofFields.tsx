// Who changes what opens the account shows one of the ways in that there are now: the passphrase, the recovery key, or
// this computer's key store, which asks nothing here.
import { useState } from "react";
import type { UnlockMethod } from "../../../shared/app-state";
import type { Proof, ProtectionState } from "../../../shared/ipc/requests/lock";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import type { Action } from "../../store/use-action";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Field, SecretField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { useSelectOnProblem } from "../../ui/use-select-on-problem";
import { OTHER_WAY } from "../unlock/other-way";
import sheet from "./ProofFields.module.css";

const cx = classes(sheet);

export interface ProofEntry {
  readonly method: UnlockMethod;
  readonly typed: string;
  /** Undefined while something is missing. */
  readonly proof: Proof | undefined;
  readonly others: readonly UnlockMethod[];
  readonly type: (typed: string) => void;
  readonly choose: (method: UnlockMethod) => void;
}

export function useProof(protection: ProtectionState | undefined): ProofEntry {
  const [chosen, setChosen] = useState<UnlockMethod | undefined>(undefined);
  const [typed, setTyped] = useState("");
  const methods = protection?.methods ?? [];
  // Who came in with the recovery key has nothing else, or has forgotten it.
  const usual = protection?.renew === true ? "recovery" : methods.find((method) => method !== "recovery");
  const method = chosen ?? usual ?? "recovery";
  return {
    method,
    typed,
    proof: proofOf(method, typed),
    others: methods.filter((other) => other !== method),
    type: setTyped,
    choose(wanted) {
      setChosen(wanted);
      setTyped("");
    },
  };
}

function proofOf(method: UnlockMethod, typed: string): Proof | undefined {
  if (method === "os") return { type: "os" };
  if (typed.trim() === "") return undefined;
  return method === "passphrase" ? { type: method, passphrase: typed } : { type: method, recoveryKey: typed.trim() };
}

const PROOF_PROBLEMS: readonly string[] = ["wrong-passphrase", "wrong-recovery-key", "guesses-paused"];

/** `pause`: seconds until the next passphrase is taken. Problems that are not the proof's stand elsewhere. */
export function ProofFields({ entry, action, pause }: { readonly entry: ProofEntry; readonly action: Action; readonly pause: number }) {
  const problem = action.problem !== undefined && PROOF_PROBLEMS.includes(action.problem) ? action.problem : undefined;
  const field = useSelectOnProblem(problem);
  const common = {
    ref: field,
    icon: "key",
    value: entry.typed,
    onChange: (typed: string) => {
      entry.type(typed);
      action.clear();
    },
    autoComplete: "off",
    // It comes a moment after the dialog.
    autoFocus: true,
    error: problem === undefined ? undefined : errorSentence(problem),
    help: pause > 0 ? t("unlock.pause", { seconds: pause }) : undefined,
  } as const;
  return (
    <div className={cx("proof")}>
      {entry.method === "os" ? (
        <Notice icon="lock">{t("proof.os")}</Notice>
      ) : entry.method === "passphrase" ? (
        <SecretField {...common} label={t("proof.passphrase")} showLabel={t("field.show")} hideLabel={t("field.hide")} maxLength={1024} />
      ) : (
        <Field {...common} label={t("proof.recovery")} spellCheck={false} maxLength={128} />
      )}
      {entry.others.map((method) => (
        <LinkButton
          key={method}
          onClick={() => {
            action.clear();
            entry.choose(method);
          }}
        >
          {t(OTHER_WAY[method])}
        </LinkButton>
      ))}
    </div>
  );
}

/** What the proof did not end with. */
export function otherProblem(action: Action): string | undefined {
  return action.problem === undefined || PROOF_PROBLEMS.includes(action.problem) ? undefined : errorSentence(action.problem);
}
