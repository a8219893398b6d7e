// Changing a setting: main stores it and tells; the control shows what main told, never what was wished.
import type { RequestInput } from "../../../shared/ipc/schema";
import { useClient } from "../../store/context";
import { useAction } from "../../store/use-action";
import type { ErrorCode } from "../../../shared/errors";

export function useSetting(): {
  readonly change: (settings: RequestInput<"settings.update">) => void;
  readonly problem: ErrorCode | undefined;
} {
  const client = useClient();
  const action = useAction();
  return {
    change: (settings) => void action.run(() => client.call("settings.update", settings)),
    problem: action.problem,
  };
}
