// Notices a connection that died without a word (spec 2.3, step 7): a WebSocket ping at a fixed interval,
// dead after two without any sign of life in between. WebSocket pings are answered by every server of
// RFC 6455, Kamailio and the embedded one included, below their SIP code.
import type { WebSocket } from "ws";
import type { Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";

const MISSES_ALLOWED = 2;

export interface KeepAlive {
  /**
   * Asks for a sign of life now: after resume or a network change. Only a pong answers: a message may have lain in this
   * computer since before. Dead when neither came for `deadline`.
   */
  probe(deadline: Millis): void;
  stop(): void;
}

export interface KeepAliveOptions {
  readonly socket: WebSocket;
  readonly clock: Clock;
  readonly interval: Millis;
  /** A probe was answered. */
  readonly onAlive: () => void;
  /** Called at most once. */
  readonly onDead: () => void;
}

export function startKeepAlive({ socket, clock, interval, onAlive, onDead }: KeepAliveOptions): KeepAlive {
  let missed = 0;
  let probing: { readonly deadline: Millis; readonly cancel: () => void } | undefined;
  let cancelTick = clock.after(interval, tick);

  const pong = (): void => {
    missed = 0;
    if (probing === undefined) return;
    probing.cancel();
    probing = undefined;
    onAlive();
  };
  // The pong stands behind these in the line; while they come, there is time for it.
  const message = (): void => {
    missed = 0;
    if (probing !== undefined) awaitPong(probing.deadline);
  };
  socket.on("pong", pong);
  socket.on("message", message);

  function awaitPong(deadline: Millis): void {
    probing?.cancel();
    probing = { deadline, cancel: clock.after(deadline, dead) };
  }

  function stop(): void {
    cancelTick();
    probing?.cancel();
    socket.off("pong", pong);
    socket.off("message", message);
  }
  function dead(): void {
    stop();
    onDead();
  }
  function tick(): void {
    if (missed >= MISSES_ALLOWED) return dead();
    missed += 1;
    socket.ping();
    cancelTick = clock.after(interval, tick);
  }

  return {
    probe: (deadline) => {
      if (probing !== undefined) return;
      awaitPong(deadline);
      socket.ping();
    },
    stop,
  };
}
