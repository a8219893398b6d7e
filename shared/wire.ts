// What both ends of a SIP MESSAGE agree on (spec 1.1, 1.4).

/** Media type of the body. */
export const MESSAGE_CONTENT_TYPE = "application/x-phonex-mime";

/** Of an unencrypted text, to and from apps of others, where the user allows it (spec 1.12). */
export const PLAIN_CONTENT_TYPE = "text/plain";

export type WireContentType = typeof MESSAGE_CONTENT_TYPE | typeof PLAIN_CONTENT_TYPE;

/** Longest body. A larger one does not fit a WebSocket frame of Kamailio, which closes the sender's socket over it. */
export const MAX_BODY_CHARACTERS = 60_000;
