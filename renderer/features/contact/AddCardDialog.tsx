// A contact card that somebody chose or dropped: who it is, which key it has and what taking it would do. Nothing is done
// before the user says so, and a key that is known is never replaced by a card. What the card says of itself is only text.
import { useEffect, useId, useState } from "react";
import type { CardPreview } from "../../../shared/contact-card";
import type { ErrorCode } from "../../../shared/errors";
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useClient, useCommands, useServices } from "../../store/context";
import { errorCode, useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import { FileButton } from "../../ui/FileButton";
import { Notice } from "../../ui/Notice";
import { useFileIntake } from "../../ui/use-file-intake";
import sheet from "./AddCardDialog.module.css";
import { CARD_FILES, readCardFile } from "./card-file";
import { asksForName, CardFacts } from "./CardFacts";
import { DropHint } from "./CardDrop";

const cx = classes(sheet);

type Card =
  | { readonly status: "reading" }
  | { readonly status: "read"; readonly text: string; readonly preview: CardPreview }
  | { readonly status: "failed"; readonly problem: ErrorCode };

function useCard(file: File): Card {
  const client = useClient();
  const [read, setRead] = useState<{ readonly of: File; readonly card: Card }>({ of: file, card: { status: "reading" } });
  useEffect(() => {
    let wanted = true;
    const readAll = async (): Promise<Card> => {
      const text = await readCardFile(file);
      return { status: "read", text, preview: await client.call("cards.preview", { text }) };
    };
    void readAll()
      .catch((error: unknown): Card => ({ status: "failed", problem: errorCode(error) }))
      .then((card) => {
        if (wanted) setRead({ of: file, card });
      });
    return () => {
      wanted = false;
    };
  }, [client, file]);
  return read.of === file ? read.card : { status: "reading" };
}

export function AddCardDialog({ file: given }: { readonly file: File }) {
  const [file, setFile] = useState(given);
  const card = useCard(file);
  const over = useFileIntake(setFile);
  const commands = useCommands();
  const form = useId();
  return (
    <Dialog
      title={t("card.addTitle")}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <FileButton size="small" label={t("card.chooseOther")} accept={CARD_FILES} onFile={setFile} />
          <span className={cx("answers")}>
            <Button data-first-focus onClick={commands.closeDialog}>
              {t("action.cancel")}
            </Button>
            {card.status === "read" ? (
              <Button variant="primary" submit form={form}>
                {t(addWords(card.preview))}
              </Button>
            ) : null}
          </span>
        </>
      }
    >
      {over ? <DropHint text={t("card.drop")} /> : null}
      {card.status === "reading" ? <p role="status">{t("card.reading", { name: file.name })}</p> : null}
      {card.status === "failed" ? (
        <Notice tone="danger" icon="warning">
          <p>{errorSentence(card.problem)}</p>
        </Notice>
      ) : null}
      {card.status === "read" ? <CardQuestion key={card.text} id={form} text={card.text} preview={card.preview} /> : null}
    </Dialog>
  );
}

function addWords({ relation, key }: CardPreview) {
  if (relation !== "accepted") return "card.add";
  const bringsKey = key.type === "first" || key.type === "expected" || (key.type === "other" && key.then !== "nothing");
  return bringsKey ? "card.take" : "newMessage.open";
}

interface CardQuestionProps {
  /** Of the form, for the button outside of it. */
  readonly id: string;
  readonly text: string;
  readonly preview: CardPreview;
}

function CardQuestion({ id, text, preview }: CardQuestionProps) {
  const { client, commands } = useServices();
  const [name, setName] = useState(asksForName(preview) ? (preview.name ?? "") : "");
  const action = useAction();
  const add = () =>
    action.run(async () => {
      const localName = name.trim();
      const { contactId } = await client.call("cards.import", { text, ...(localName === "" ? {} : { localName }) });
      commands.closeDialog();
      commands.show({ filter: "" });
      commands.openChat(contactId);
    });
  return (
    <form
      id={id}
      className={cx("form")}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <CardFacts preview={preview} name={name} onName={setName} />
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </form>
  );
}
