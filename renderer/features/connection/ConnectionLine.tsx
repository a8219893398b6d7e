// The line over the whole window while there is no connection: what is wrong, since when, what happens
// next, and what one can do. When all is well, or for the blink of a first connecting, it is not there.
// It also tells main when the computer has a network again, which is a reason to try at once (spec 2.3, step 5).
import { useEffect, useState, type ComponentProps } from "react";
import type { Connection } from "../../../shared/connection";
import { onNetworkBack } from "../../api";
import { connectionSentence } from "../../i18n/error-text";
import { countdownWords, moment } from "../../i18n/format";
import { t } from "../../i18n/i18n";
import { useApp, useServices } from "../../store/context";
import { classes } from "../../ui/classes";
import { useCountdown } from "../../ui/use-countdown";
import { useDayStart } from "../../ui/use-now";
import { AppLine } from "../frame/AppLine";
import sheet from "./ConnectionLine.module.css";

const cx = classes(sheet);

/** A first connecting that takes longer than this is worth a line. */
const QUIET_MS = 2000;

function useAfter(ms: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setOver(true);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }, [ms]);
  return over;
}

/** Every line of this file. */
const Line = (props: Omit<ComponentProps<typeof AppLine>, "icon">) => <AppLine icon="noNetwork" {...props} />;

/** Silent for screen readers: they would hear every second. */
function NextTry({ at }: { readonly at: number }) {
  const seconds = useCountdown(at);
  return (
    <span className={cx("count")} aria-hidden="true">
      {seconds > 0 ? t("connection.nextTry", { wait: countdownWords(seconds) }) : t("connection.trying")}{" "}
    </span>
  );
}

function FirstConnecting() {
  return useAfter(QUIET_MS) ? <Line lead={t("connection.connecting")}>{t("connection.waitsHere")}</Line> : null;
}

function lineFor(connection: Connection, downSince: number | undefined, today: number, services: ReturnType<typeof useServices>) {
  const { client, commands } = services;
  const since = (at: number): string => t("connection.since", { time: moment(downSince ?? at, today) });
  switch (connection.status) {
    case "online":
    case "stopped":
      return null;
    case "connecting":
      if (downSince === undefined) return <FirstConnecting />;
      return (
        <Line key="down" lead={since(connection.since)}>
          {`${t("connection.trying")} ${t("connection.waitsHere")}`}
        </Line>
      );
    case "offline":
      return (
        <Line
          key="down"
          lead={since(connection.since)}
          action={{ label: t("connection.tryNow"), take: () => client.call("connection.tryNow", {}) }}
        >
          {connectionSentence(connection.problem)}{" "}
          {connection.retryAt === undefined ? null : <NextTry at={connection.retryAt} />}
          {t("connection.waitsHere")}
        </Line>
      );
    case "sign-in-refused":
      return (
        <Line
          key="refused"
          lead={t("connection.refused.lead")}
          action={{
            label: t("connection.signInAgain"),
            take: () => {
              commands.showDialog({ type: "sign-in-again" });
              return Promise.resolve();
            },
          }}
        >
          {t("connection.refused.rest")}
        </Line>
      );
    case "replaced":
      return (
        <Line
          key="replaced"
          lead={t("connection.replaced.lead")}
          action={{ label: t("connection.signInHere"), take: () => client.call("account.signIn", {}) }}
        >
          {t("connection.replaced.rest")}
        </Line>
      );
  }
}

function useNetworkBack(): void {
  const { client } = useServices();
  useEffect(
    () =>
      onNetworkBack(() => {
        // If it fails, the next try comes by itself.
        client.call("connection.tryNow", {}).catch(() => undefined);
      }),
    [client],
  );
}

export function ConnectionLine() {
  const { current, downSince } = useApp((state) => state.connection);
  const services = useServices();
  const today = useDayStart();
  useNetworkBack();
  return lineFor(current, downSince, today, services);
}
