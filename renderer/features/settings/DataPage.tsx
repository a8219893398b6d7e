// Data: backups, how long messages are kept, how much of the disk it all takes, and the way to another computer.
import { useApp } from "../../store/context";
import { BackupGroup } from "./BackupGroup";
import { KeepGroup } from "./KeepGroup";
import { MoveGroup } from "./MoveGroup";
import { StorageGroup } from "./StorageGroup";

export function DataPage() {
  const account = useApp((state) => state.account);
  if (account === undefined) return null;
  return (
    <>
      <BackupGroup />
      <KeepGroup />
      <StorageGroup />
      <MoveGroup account={account} />
    </>
  );
}
