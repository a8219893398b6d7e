// One client's connection with the connection to the server that belongs to it, and what becomes of the frames between.
import type { Socket } from "node:net";
import { WebSocket, type RawData } from "ws";
import type { ChooseFate, Fate } from "./fate";
import { readFrame, type Direction, type Frame } from "./frame";
import { halfFrame } from "./half-frame";
import type { HitCounter } from "./hits";
import { createLane, type Lane } from "./lane";
import { madeUpAnswer } from "./made-up-answer";

/** One end, with the socket below it. */
export interface End {
  readonly ws: WebSocket;
  readonly tcp: Socket;
}

export interface LinkOptions {
  readonly client: End;
  readonly server: End;
  readonly chooseFate: ChooseFate;
  readonly counter: HitCounter;
  /** Both ends are gone. */
  readonly onEnd: () => void;
}

/** Codes that stand for a close without one; they cannot be sent. */
const UNSENDABLE: readonly number[] = [1004, 1005, 1006, 1015];

/** Passes frames until either end closes; the returned function cuts both. */
export function startLink({ client, server, chooseFate, counter, onEnd }: LinkOptions): () => void {
  const lanes: Readonly<Record<Direction, Lane>> = { up: createLane(client.ws), down: createLane(server.ws) };
  let halfOpen = false;

  const targetOf = (direction: Direction): End => (direction === "up" ? server : client);
  const frameItem = (direction: Direction, text: string) => ({
    isFrame: true,
    send: () => { if (targetOf(direction).ws.readyState === WebSocket.OPEN) targetOf(direction).ws.send(text); },
  });

  function take(direction: Direction, data: RawData): void {
    if (halfOpen) return;
    const frame = readFrame(direction, (data as Buffer).toString("utf8"));
    if (frame.kind !== "keep-alive") counter.hit("frames");
    meet(chooseFate(frame), frame);
  }

  function meet(fate: Fate, frame: Frame): void {
    const { direction, text } = frame;
    const lane = lanes[direction];
    const item = frameItem(direction, text);
    switch (fate.type) {
      case "pass":
        return lane.push(item);
      case "lose":
        return counter.hit(frame.kind === "response" ? "lostResponses" : "lostRequests");
      case "duplicate":
        counter.hit("duplicated");
        lane.push(item);
        return lane.push(item);
      case "reorder":
        return lane.hold(item, fate.behind, fate.atMost, (by) => { counter.hit(by > 0 ? "reordered" : "late"); });
      case "late":
        return lane.hold(item, Infinity, fate.by, () => { counter.hit("late"); });
      case "delay":
        counter.hit("delayed");
        lane.standStill(fate.by);
        return lane.push(item);
      case "answer":
        if (frame.kind !== "request") return lane.push(item);
        counter.answered(fate.status);
        return lanes[direction === "up" ? "down" : "up"].push(
          frameItem(direction === "up" ? "down" : "up", madeUpAnswer(text, fate.status, fate.headers)),
        );
      case "half-open":
        counter.hit("halfOpen");
        halfOpen = true;
        stopLanes();
        return server.ws.terminate();
      case "freeze":
        counter.hit("frozen");
        lane.push(item);
        lanes.up.standStill(fate.for);
        return lanes.down.standStill(fate.for);
      case "slow-reader":
        counter.hit("slowReader");
        lane.slowDown(fate.for, fate.pause);
        return lane.push(item);
      case "reset":
        counter.hit("reset");
        stopLanes();
        targetOf(direction).tcp.write(halfFrame(text, direction === "up"), cut);
    }
  }

  function stopLanes(): void {
    lanes.up.stop();
    lanes.down.stop();
  }

  function cut(): void {
    client.tcp.destroy();
    server.tcp.destroy();
  }

  function join(direction: Direction, from: End, to: End): void {
    const lane = lanes[direction];
    const pass = (send: (data: Buffer) => void) => (data: Buffer) => {
      if (!halfOpen) lane.push({ isFrame: false, send: () => { if (to.ws.readyState === WebSocket.OPEN) send(data); } });
    };
    from.ws.on("message", (data) => { take(direction, data); });
    // Neither end answers for the other: a sign of life comes from the far end or not at all.
    from.ws.on("ping", pass((data) => { to.ws.ping(data); }));
    from.ws.on("pong", pass((data) => { to.ws.pong(data); }));
    from.ws.on("error", () => undefined);
    from.ws.on("close", (code, reason) => {
      if (from === server && halfOpen) return;
      stopLanes();
      if (UNSENDABLE.includes(code)) to.tcp.destroy();
      else to.ws.close(code, reason);
      if (from === client) onEnd();
    });
  }

  join("up", client, server);
  join("down", server, client);
  return () => {
    stopLanes();
    cut();
  };
}
