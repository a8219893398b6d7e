// A button that lets the user choose a file. The browser's own field does the work, unseen and unheard.
import { useRef } from "react";
import { Button } from "./Button";
import type { IconName } from "./icons";

interface FileButtonProps {
  readonly label: string;
  /** Kinds of files, as the `accept` of an input. */
  readonly accept: string;
  readonly onFile: (file: File) => void;
  readonly icon?: IconName;
  readonly size?: "regular" | "small";
}

export function FileButton({ label, accept, onFile, icon, size = "regular" }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
          // So that the same file can be chosen again.
          event.target.value = "";
        }}
      />
      <Button size={size} {...(icon === undefined ? {} : { icon })} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
