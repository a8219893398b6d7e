// An own certificate authority for the server's TLS certificate, as a PEM file. Most servers need none.
import { useRef, useState } from "react";
import { t } from "../../i18n/i18n";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Icon } from "../../ui/icons";
import sheet from "./CaFile.module.css";
import type { SignInForm } from "./plan";

const cx = classes(sheet);

/** What the contract takes (shared/ipc/schema). */
const LARGEST_PEM = 65_536;

interface CaFileProps {
  readonly form: SignInForm;
  readonly onForm: (form: SignInForm) => void;
}

export function CaFile({ form, onForm }: CaFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState(false);

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const text = file.size > LARGEST_PEM ? "" : await file.text();
    const usable = text.includes("-----BEGIN CERTIFICATE-----");
    setWrong(!usable);
    if (usable) onForm({ ...form, caCertificate: text, caName: file.name });
  };

  return (
    <div className={cx("file")}>
      <input
        ref={input}
        type="file"
        className={cx("input")}
        accept=".pem,.crt,.cer,application/x-pem-file"
        aria-label={t("caFile.label")}
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {form.caCertificate === undefined ? (
        <p className={cx("line")}>
          {t("caFile.question")}{" "}
          <LinkButton onClick={() => input.current?.click()}>{t("caFile.choose")}</LinkButton>
        </p>
      ) : (
        <p className={cx("line")}>
          <Icon name="file" size="tiny" />
          <span className={cx("name")}>{t("caFile.chosen", { name: form.caName })}</span>
          <LinkButton
            onClick={() => {
              onForm({ ...form, caCertificate: undefined, caName: "" });
            }}
          >
            {t("caFile.remove")}
          </LinkButton>
        </p>
      )}
      {wrong ? (
        <p className={cx("wrong")} role="alert">
          {t("caFile.wrong")}
        </p>
      ) : null}
    </div>
  );
}
