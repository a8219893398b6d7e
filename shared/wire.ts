// What both ends of a SIP MESSAGE agree on (spec 1.1, 1.4).

/** Media type of the body. */
export const MESSAGE_CONTENT_TYPE = "application/x-phonex-mime";

/** Longest body. A larger one does not fit a WebSocket frame of Kamailio, which closes the sender's socket over it. */
export const MAX_BODY_CHARACTERS = 60_000;
