// What the first run is going to do, gathered over its steps.
import type { ProxyInput } from "../../../shared/connection";
import type { NewAccount, Protection } from "../../../shared/ipc/requests/opening";
import type { BridgeClient } from "../../../shared/ipc/bridge";
import type { ErrorCode } from "../../../shared/errors";
import { cleanAddress, looksLikeAddress } from "../contact/address";

/** The form as it was typed; kept while one goes back and forth. */
export interface SignInForm {
  readonly address: string;
  readonly password: string;
  readonly server: string;
  readonly caCertificate: string | undefined;
  readonly caName: string;
  /** Without an address: none. */
  readonly proxy: ProxyInput;
}

export const NO_PROXY: ProxyInput = { url: "", user: "", password: "" };

export const EMPTY_FORM: SignInForm = {
  address: "",
  password: "",
  server: "",
  caCertificate: undefined,
  caName: "",
  proxy: NO_PROXY,
};

/** `take-over` and `import-over` go on although another device is signed in. */
export type Plan = "sign-in" | "take-over" | "try-here" | "join" | "import" | "import-over";

export interface ServerAccount {
  readonly address: string;
  readonly password: string;
  readonly server: string;
  readonly caCertificate?: string;
  readonly proxy?: ProxyInput;
}

/** What is plainly wrong in the form, told before a passphrase is asked for; main decides on the rest. */
export function slipIn(form: SignInForm): ErrorCode | undefined {
  if (!looksLikeAddress(cleanAddress(form.address))) return "invalid-address";
  // Without a scheme it means wss://.
  const server = form.server.trim();
  const url = server.includes("://") ? server : `wss://${server}`;
  if (!/^wss?:\/\/[^/\s]+(?:\/\S*)?$/iu.test(url)) return "invalid-server-url";
  return form.proxy.url.trim() === "" || looksLikeProxy(form.proxy) ? undefined : "invalid-proxy";
}

export function looksLikeProxy({ url }: ProxyInput): boolean {
  return /^(?:(?:http|socks5h?):\/\/)?(?:[^@/\s]*@)?[^@/\s]+:\d{1,5}\/?$/iu.test(url.trim());
}

export function serverAccount(form: SignInForm): ServerAccount {
  return {
    address: cleanAddress(form.address),
    password: form.password,
    server: form.server.trim(),
    ...(form.caCertificate === undefined ? {} : { caCertificate: form.caCertificate }),
    ...(form.proxy.url.trim() === "" ? {} : { proxy: form.proxy }),
  };
}

/** Makes the key, signs in, joins or imports; ends with what is to be written down. */
export function carryOut(
  client: BridgeClient,
  plan: Plan,
  form: SignInForm,
  protection: Protection,
): Promise<NewAccount> {
  if (plan === "sign-in" || plan === "take-over") {
    return client.call("onboarding.signIn", { ...serverAccount(form), protection, replaceDevice: plan === "take-over" });
  }
  if (plan === "import" || plan === "import-over") {
    return client.call("onboarding.importAccount", { protection, replaceDevice: plan === "import-over" });
  }
  return client.call(plan === "try-here" ? "onboarding.tryHere" : "onboarding.joinTry", { protection });
}
