// Every bound of the embedded server in one place (spec 2.6: store limits; 2.3, step 7 and 2.4: sizes).
// Whatever a client can make the server remember has a line here. Times are milliseconds unless the name says seconds.

export interface Limits {
  /** Sockets at once; a further one is refused with HTTP 503. */
  readonly maxConnections: number;
  /** A socket that proves no account for this long is closed. */
  readonly signInDeadlineMs: number;
  /** Between WebSocket pings; two without an answer end the connection. */
  readonly pingIntervalMs: number;
  /** One SIP message with its headers; a longer one is answered 513. */
  readonly maxFrameBytes: number;
  /** Longer than this is not even read: the socket is closed with 1009. */
  readonly maxReceivedBytes: number;
  readonly maxHeadBytes: number;
  readonly maxHeaders: number;
  readonly maxBodyBytes: number;
  /** Unsent bytes for one socket; a reader further behind is cut off. */
  readonly maxBufferedBytes: number;
  /** Requests of one connection still without an answer; a further one gets 503. */
  readonly maxPendingRequests: number;
  /** Requests to one connection that it has not answered; a further one counts as not answered at once. */
  readonly maxUnansweredRequests: number;
  /** Answers remembered per connection, to answer a repeated request again without doing it again. */
  readonly maxRememberedAnswers: number;
  readonly answersRememberedMs: number;
  /** How long a device may take to answer a MESSAGE; less than the 8 s of the sending app. */
  readonly deviceDeadlineMs: number;
  /** Until a device that did not take a stored message is asked again without having registered anew. */
  readonly handOverPauseMs: number;
  readonly notifyDeadlineMs: number;
  readonly nonceLifetimeMs: number;
  readonly minExpiresSeconds: number;
  readonly maxExpiresSeconds: number;
  readonly maxStoredPerAccount: number;
  /** Of one sender for one account. */
  readonly maxStoredPerSender: number;
  readonly storedLifetimeMs: number;
  readonly maxSubscriptionsPerUser: number;
  readonly maxAccounts: number;
}

export const DEFAULT_LIMITS: Limits = {
  maxConnections: 1_000,
  signInDeadlineMs: 30_000,
  pingIntervalMs: 30_000,
  maxFrameBytes: 65_535,
  maxReceivedBytes: 1_048_576,
  maxHeadBytes: 16_384,
  maxHeaders: 64,
  maxBodyBytes: 60_000,
  maxBufferedBytes: 2_097_152,
  maxPendingRequests: 256,
  maxUnansweredRequests: 4_096,
  maxRememberedAnswers: 256,
  answersRememberedMs: 32_000,
  deviceDeadlineMs: 5_000,
  handOverPauseMs: 30_000,
  notifyDeadlineMs: 32_000,
  nonceLifetimeMs: 300_000,
  minExpiresSeconds: 30,
  maxExpiresSeconds: 3_600,
  maxStoredPerAccount: 10_000,
  maxStoredPerSender: 1_000,
  storedLifetimeMs: 14 * 24 * 3_600_000,
  maxSubscriptionsPerUser: 2_500,
  maxAccounts: 10_000,
};
