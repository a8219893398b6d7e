// How bad the network of the run is, and how much shorter its waits are than in life (spec 2.7, "Network").
import type { Millis } from "../../../shared/ids";
import type { Limits } from "../../../server/embedded/limits";
import { faultDice, type ChooseFate, type FaultRates, type MadeUpAnswer } from "../../../server/testing/fault-proxy/fate";
import { seededRandom } from "../../../main/messaging/testing/seeded-random";

/**
 * All waits of the apps pass so many times faster: 8 s for an answer are 1.6 s, reconnecting takes 0.2 to 12 s. Not more,
 * because a busy computer needs its time to answer.
 */
export const TIME_FACTOR = 5;
/**
 * On the apps' clock. The deadline is the product's; the schedule does not go up to five minutes, and a dead connection is
 * noticed after 30 s, not 90.
 */
export const RESPONSE_DEADLINE: Millis = 8_000;
export const RETRY_SCHEDULE: readonly Millis[] = [0, 1_000, 2_000, 3_000, 5_000, 8_000];
export const KEEP_ALIVE: Millis = 10_000;

/**
 * On the server's clock, which is the real one: a silent device is given up before its sender gives up the
 * server.
 */
export const SERVER_LIMITS: Partial<Limits> = { deviceDeadlineMs: 800, handOverPauseMs: 500, notifyDeadlineMs: 6_400 };

const RATES: FaultRates = {
  lost: 0.1,
  duplicated: 0.05,
  reordered: 0.1,
  // Of the answers to requests, most of these come after the deadline.
  late: 0.01,
  delayed: 0.005,
  answered: 0.01,
  frozen: 0.0005,
  slowReader: 0.0005,
  halfOpen: 0.0002,
  reset: 0.0005,
};

/** In real ms. */
const TIMES = { reorder: 100, late: 3000, delay: 300, freeze: 2000, slow: 1000, slowPause: 50 };

const answer = (status: number, ...headers: string[]): MadeUpAnswer => ({ type: "answer", status, headers });
const BUSY = answer(503, "Retry-After: 2");
const SILENT = answer(408);
const CHALLENGE = 'WWW-Authenticate: Digest realm="made.up", nonce="made up", algorithm=MD5, qop="auth"';

const ANSWERS = {
  up: {
    // A 401 with a challenge is answered; one without says that the account is not taken any more.
    MESSAGE: [BUSY, SILENT, answer(401, CHALLENGE), answer(401), answer(413), answer(513)],
    REGISTER: [BUSY, SILENT],
    PUBLISH: [BUSY, SILENT],
    SUBSCRIBE: [BUSY, SILENT],
  },
  // In a device's name: after anything that is final for a message the server would be right to throw it away.
  down: { MESSAGE: [BUSY, SILENT, answer(401)] },
} as const;

export function badNetwork(seed: number): ChooseFate {
  const { fraction } = seededRandom(seed);
  return faultDice({ fraction, rates: { up: RATES, down: RATES }, times: TIMES, answers: ANSWERS });
}
