// Notices a connection that died without a word (spec 2.3, step 7): a WebSocket ping at a fixed interval,
// dead after two without any sign of life in between. WebSocket pings are answered by every server of
// RFC 6455, Kamailio and the embedded one included, below their SIP code.
import type { WebSocket } from "ws";
import type { Millis } from "../../shared/ids";
import type { Clock } from "../messaging/ports";

const MISSES_ALLOWED = 2;

export interface KeepAlive {
  /** Asks for a sign of life now: after resume or a network change. Dead when none came within `deadline`. */
  probe(deadline: Millis): void;
  stop(): void;
}

export interface KeepAliveOptions {
  readonly socket: WebSocket;
  readonly clock: Clock;
  readonly interval: Millis;
  /** Called at most once. */
  readonly onDead: () => void;
}

export function startKeepAlive({ socket, clock, interval, onDead }: KeepAliveOptions): KeepAlive {
  let missed = 0;
  let cancelProbe: (() => void) | undefined;
  let cancelTick = clock.after(interval, tick);

  const alive = (): void => {
    missed = 0;
    cancelProbe?.();
    cancelProbe = undefined;
  };
  socket.on("pong", alive);
  socket.on("message", alive);

  function stop(): void {
    cancelTick();
    cancelProbe?.();
    socket.off("pong", alive);
    socket.off("message", alive);
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
      if (cancelProbe !== undefined) return;
      cancelProbe = clock.after(deadline, dead);
      socket.ping();
    },
    stop,
  };
}
