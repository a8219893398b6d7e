// A question before something that cannot be undone: what it means, the way back first.
import { errorSentence } from "../../i18n/error-text";
import { t } from "../../i18n/i18n";
import { useCommands } from "../../store/context";
import { useAction } from "../../store/use-action";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import sheet from "./Question.module.css";

const cx = classes(sheet);

interface QuestionProps {
  readonly title: string;
  readonly text: string;
  readonly keep: string;
  readonly go: string;
  readonly onGo: () => Promise<unknown>;
}

export function Question({ title, text, keep, go, onGo }: QuestionProps) {
  const commands = useCommands();
  const action = useAction();
  return (
    <Dialog
      title={title}
      closeLabel={t("action.close")}
      onClose={commands.closeDialog}
      footer={
        <>
          <Button data-first-focus onClick={commands.closeDialog}>
            {keep}
          </Button>
          <Button
            variant="danger"
            onClick={() =>
              void action.run(onGo).then((done) => {
                if (done) commands.closeDialog();
              })
            }
          >
            {go}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {action.problem === undefined ? null : (
        <p className={cx("problem")} role="alert">
          {errorSentence(action.problem)}
        </p>
      )}
    </Dialog>
  );
}
