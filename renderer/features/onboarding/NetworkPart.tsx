// The folded part of the sign-in for networks that need a proxy. Most don't.
import { useState } from "react";
import { t } from "../../i18n/i18n";
import { LinkButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { ProxyFields } from "../connection/ProxyFields";
import sheet from "./NetworkPart.module.css";
import { NO_PROXY, type SignInForm } from "./plan";

const cx = classes(sheet);

interface NetworkPartProps {
  readonly form: SignInForm;
  readonly onForm: (form: SignInForm) => void;
  readonly problem: string | undefined;
}

export function NetworkPart({ form, onForm, problem }: NetworkPartProps) {
  const [open, setOpen] = useState(form.proxy.url !== "");
  return (
    <div className={cx("part")}>
      <p className={cx("line")}>
        {t(open ? "proxy.inUse" : "proxy.question")}
        <LinkButton
          aria-expanded={open}
          onClick={() => {
            // What is not seen must not be in use.
            if (open) onForm({ ...form, proxy: NO_PROXY });
            setOpen(!open);
          }}
        >
          {t(open ? "proxy.without" : "proxy.set")}
        </LinkButton>
      </p>
      {open ? (
        <ProxyFields
          proxy={form.proxy}
          onProxy={(proxy) => {
            onForm({ ...form, proxy });
          }}
          problem={problem}
        />
      ) : null}
    </div>
  );
}
