// Files that are dropped anywhere on the window, or pasted. Only one view takes them at a time: the one that is active.
import { useEffect, useState } from "react";

interface FileIntakeOptions {
  readonly active?: boolean;
  /** Pasted files, too. */
  readonly paste?: boolean;
}

/** Calls `take` with the first file. Returns whether a file is being dragged over the window now. */
export function useFileIntake(take: (file: File) => void, { active = true, paste = false }: FileIntakeOptions = {}): boolean {
  const [over, setOver] = useState(false);

  useEffect(() => {
    if (!active) return;
    const takeFirst = (event: Event, data: DataTransfer | null): void => {
      const file = data?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      take(file);
    };
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Between two parts of the page there is another one that is entered.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      takeFirst(event, event.dataTransfer);
    };
    const onPaste = (event: ClipboardEvent): void => {
      takeFirst(event, event.clipboardData);
    };
    document.addEventListener("dragover", onDragOver);
    document.addEventListener("dragleave", onDragLeave);
    document.addEventListener("drop", onDrop);
    if (paste) document.addEventListener("paste", onPaste);
    return () => {
      setOver(false);
      document.removeEventListener("dragover", onDragOver);
      document.removeEventListener("dragleave", onDragLeave);
      document.removeEventListener("drop", onDrop);
      document.removeEventListener("paste", onPaste);
    };
  }, [take, active, paste]);

  return over;
}
