// A locked profile that opens by itself, as it does at each start with the key store: usually gone before it is read. A key
// store may ask its user first, or hang; then the other ways in are offered as well.
import { useEffect, useState } from "react";
import { t } from "../../i18n/i18n";
import { Page } from "../../ui/Page";
import { UnlockPage, type ShutPhase } from "./UnlockPage";

const PATIENCE_MS = 3000;

export function OpeningPage({ phase }: { readonly phase: ShutPhase }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setLate(true); }, PATIENCE_MS);
    return () => { clearTimeout(timer); };
  }, []);
  if (late) return <UnlockPage phase={phase} />;
  return (
    <Page title={t("app.name")} subtitle={phase.address}>
      <p role="status">{t("progress.unlock")}</p>
    </Page>
  );
}
