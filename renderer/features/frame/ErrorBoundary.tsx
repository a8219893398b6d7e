// The last line: what could not be drawn is said, instead of an empty window. React asks for a class here.
// Nothing of the account lives in the window, so opening it again loses nothing.
import { Component, type ReactNode } from "react";
import { reloadWindow } from "../../api";
import { t } from "../../i18n/i18n";
import { Button } from "../../ui/Button";
import { Page, PageCard } from "../../ui/Page";

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Page title={t("broken.title")}>
        <PageCard>
          <p>{t("broken.means")}</p>
          <Button variant="primary" onClick={reloadWindow}>
            {t("broken.reload")}
          </Button>
        </PageCard>
      </Page>
    );
  }
}
