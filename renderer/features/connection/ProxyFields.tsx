// The proxy on the way to the server as it is typed: its address, and a name and a password if it asks for them.
import type { ProxyInput } from "../../../shared/connection";
import { t } from "../../i18n/i18n";
import { classes } from "../../ui/classes";
import { Field, SecretField } from "../../ui/Field";
import sheet from "./ProxyFields.module.css";

const cx = classes(sheet);

interface ProxyFieldsProps {
  readonly proxy: ProxyInput;
  readonly onProxy: (proxy: ProxyInput) => void;
  /** Why the address cannot be used. */
  readonly problem?: string | undefined;
}

export function ProxyFields({ proxy, onProxy, problem }: ProxyFieldsProps) {
  const plain = { autoCapitalize: "off", autoComplete: "off", spellCheck: false } as const;
  return (
    <div className={cx("fields")}>
      <Field
        {...plain}
        label={t("proxy.address")}
        icon="server"
        value={proxy.url}
        onChange={(url) => {
          onProxy({ ...proxy, url });
        }}
        placeholder={t("proxy.addressExample")}
        inputMode="url"
        maxLength={2048}
        help={t("proxy.addressHelp")}
        error={problem}
        data-first-focus
      />
      <div className={cx("pair")}>
        <Field
          {...plain}
          label={t("proxy.user")}
          value={proxy.user}
          onChange={(user) => {
            onProxy({ ...proxy, user });
          }}
          placeholder={t("proxy.ifAsked")}
          maxLength={255}
        />
        <SecretField
          label={t("proxy.password")}
          value={proxy.password}
          onChange={(password) => {
            onProxy({ ...proxy, password });
          }}
          placeholder={t("proxy.ifAsked")}
          showLabel={t("proxy.show")}
          hideLabel={t("proxy.hide")}
          autoComplete="off"
          maxLength={255}
        />
      </div>
    </div>
  );
}
