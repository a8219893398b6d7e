// Copies something and says so for a moment, in the button itself.
import { useEffect, useState } from "react";
import { copyText } from "../api";
import { Button } from "./Button";

const TOLD_MS = 2000;

interface CopyButtonProps {
  readonly text: () => string;
  readonly label: string;
  readonly doneLabel: string;
  readonly failedLabel: string;
  readonly size?: "regular" | "small";
}

export function CopyButton({ text, label, doneLabel, failedLabel, size = "regular" }: CopyButtonProps) {
  const [told, setTold] = useState<string | undefined>(undefined);

  useEffect(() => {
    if (told === undefined) return;
    const timer = setTimeout(() => {
      setTold(undefined);
    }, TOLD_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [told]);

  return (
    <Button
      size={size}
      icon={told === doneLabel ? "check" : "copy"}
      aria-live="polite"
      onClick={() => {
        copyText(text()).then(
          () => {
            setTold(doneLabel);
          },
          () => {
            setTold(failedLabel);
          },
        );
      }}
    >
      {told ?? label}
    </Button>
  );
}
