// A new passphrase, typed twice: long enough and both times the same. Its state is a hook, so that the form around it
// decides when it is compared.
import { useState } from "react";
import { t } from "../../i18n/i18n";
import { SecretField } from "../../ui/Field";

/** Hint only; main decides. */
const SHORTEST_PASSPHRASE = 8;

export interface NewPassphrase {
  readonly passphrase: string;
  readonly again: string;
  /** Compared since the last change. */
  readonly compared: boolean;
  readonly isGood: boolean;
  readonly type: (passphrase: string, again: string) => void;
  readonly compare: () => void;
}

export function useNewPassphrase(): NewPassphrase {
  const [typed, setTyped] = useState({ passphrase: "", again: "", compared: false });
  return {
    ...typed,
    isGood: [...typed.passphrase].length >= SHORTEST_PASSPHRASE && typed.passphrase === typed.again,
    type(passphrase, again) {
      setTyped({ passphrase, again, compared: false });
    },
    compare() {
      setTyped({ ...typed, compared: true });
    },
  };
}

interface NewPassphraseFieldsProps {
  readonly state: NewPassphrase;
  readonly label: string;
  readonly autoFocus?: boolean;
}

export function NewPassphraseFields({ state, label, autoFocus = false }: NewPassphraseFieldsProps) {
  const { passphrase, again, compared } = state;
  const length = [...passphrase].length;
  const tooShort = compared && length < SHORTEST_PASSPHRASE;
  const different = compared && !tooShort && passphrase !== again;
  return (
    <>
      <SecretField
        label={label}
        icon="key"
        value={passphrase}
        onChange={(value) => {
          state.type(value, again);
        }}
        showLabel={t("field.show")}
        hideLabel={t("field.hide")}
        autoComplete="off"
        autoFocus={autoFocus}
        {...(autoFocus ? { "data-first-focus": true } : {})}
        maxLength={1024}
        help={
          length === 0
            ? t("protection.hint", { minimum: SHORTEST_PASSPHRASE })
            : t(length < 16 ? "protection.length" : "protection.lengthGood", { count: length })
        }
        error={tooShort ? t("protection.tooShort", { minimum: SHORTEST_PASSPHRASE }) : undefined}
      />
      <SecretField
        label={t("protection.again")}
        icon="key"
        value={again}
        onChange={(value) => {
          state.type(passphrase, value);
        }}
        showLabel={t("field.show")}
        hideLabel={t("field.hide")}
        autoComplete="off"
        maxLength={1024}
        error={different ? t("protection.different") : undefined}
      />
    </>
  );
}
