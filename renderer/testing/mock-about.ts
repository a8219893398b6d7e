// What the stand-in says of newer versions and of the licences of what is in the app.
import { StampError } from "../../shared/errors";
import type { RequestName } from "../../shared/ipc/schema";
import type { Licence } from "../../shared/licences";
import type { UpdateState } from "../../shared/updates";
import type { Emit, MockHandlers } from "./mock-contract";
import type { MockWorld } from "./mock-world";

const LICENCES: readonly Licence[] = [
  { name: "Electron", version: "45.4.1", licence: "MIT", text: 0 },
  { name: "@peculiar/asn1-schema", version: "2.11.1", licence: "MIT", text: 0 },
  { name: "dictionary-en", version: "4.0.0", licence: "MIT AND BSD-3-Clause", text: 1 },
  { name: "react", version: "19.3.1", licence: "MIT", text: 0 },
];

const PERMISSION = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files, to deal in the Software without restriction.\n\n";
const TEXTS: readonly string[] = [`MIT License\n\n${PERMISSION.repeat(8)}`, "Copyright of the word lists"];

type AboutRequest = Extract<RequestName, `updates.${string}` | `licences.${string}`>;

export function aboutHandlers(world: MockWorld, emit: Emit): Pick<MockHandlers, AboutRequest> {
  const change = (change: Partial<Extract<UpdateState, { readonly status: "on" }>>): undefined => {
    const { updates } = world;
    if (updates?.status !== "on") throw new StampError("not-allowed-now");
    world.updates = { ...updates, ...change };
    emit("updates.changed", world.updates);
    return undefined;
  };
  return {
    "updates.state": () => world.updates ?? { status: "off", reason: "not-configured" },
    "updates.look": () => change({ now: { step: "idle" }, lookedAt: Date.now() }),
    "updates.setDaily": ({ on }) => change({ daily: on }),
    "updates.restart": () => {
      const { updates } = world;
      if (updates?.status !== "on" || updates.now.step !== "ready") throw new StampError("not-allowed-now");
      return change({ now: { step: "installing", version: updates.now.version } });
    },
    "licences.list": () => LICENCES,
    "licences.text": ({ text }) => {
      const found = TEXTS[text];
      if (found === undefined) throw new StampError("invalid-request");
      return { text: found };
    },
  };
}
