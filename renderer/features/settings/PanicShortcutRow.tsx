// The panic shortcut is chosen by pressing it. While its button listens, keys do nothing else.
import { useState, type KeyboardEvent } from "react";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useApp, useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { SettingRow } from "./SettingRow";
import { acceleratorOf, heldKeys, shortcutWords } from "./shortcut-keys";

export function PanicShortcutRow() {
  const shortcut = useApp((state) => state.settings.panicShortcut);
  const client = useClient();
  const action = useAction();
  /** What is held down; undefined while the button does not listen. */
  const [held, setHeld] = useState<string | undefined>(undefined);
  const listens = held !== undefined;

  const take = (wanted: string): void => {
    setHeld(undefined);
    void action.run(() => client.call("app.setPanicShortcut", { shortcut: wanted }));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!listens) return;
    const nothingHeld = heldKeys(event).length === 0;
    // Who only passes by goes on.
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      setHeld(undefined);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape" && nothingHeld) {
      setHeld(undefined);
      return;
    }
    const accelerator = acceleratorOf(event);
    if (accelerator === undefined) setHeld(shortcutWords(heldKeys(event).join("+")));
    else take(accelerator);
  };

  const words = listens ? (held === "" ? t("panic.press") : `${held} …`) : shortcut === "" ? t("panic.set") : shortcutWords(shortcut);
  return (
    <SettingRow
      title={t("panic.title")}
      description={t(listens ? "panic.pressMeans" : "panic.means")}
      problem={action.problem === undefined ? undefined : errorSentence(action.problem)}
    >
      {shortcut === "" || listens ? null : (
        <Button
          size="small"
          variant="ghost"
          onClick={() => {
            take("");
          }}
        >
          {t("panic.remove")}
        </Button>
      )}
      <Button
        size="small"
        aria-pressed={listens}
        aria-label={listens || shortcut === "" ? undefined : t("panic.change", { keys: shortcutWords(shortcut) })}
        onClick={(event) => {
          event.currentTarget.focus();
          action.clear();
          setHeld(listens ? undefined : "");
        }}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          // Blank and Enter would press the button again.
          if (!listens) return;
          event.preventDefault();
          setHeld(shortcutWords(heldKeys(event).join("+")));
        }}
        onBlur={() => {
          setHeld(undefined);
        }}
      >
        {words}
      </Button>
    </SettingRow>
  );
}
