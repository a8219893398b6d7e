// An answer as the server would have given it (RFC 3261, 8.2.6): the request's own headers and a tag.
const COPIED = /^(?:via|from|call-id|cseq):/i;

/** Response with that status to a request, for a To without a tag with one of its own. */
export function madeUpAnswer(request: string, status: number, headers: readonly string[] = []): string {
  const lines = (request.split("\r\n\r\n", 1)[0] ?? "").split("\r\n");
  const to = lines.find((line) => /^to:/i.test(line)) ?? "";
  const answer = [
    `SIP/2.0 ${String(status)} Made Up`,
    ...lines.filter((line) => COPIED.test(line)),
    /;tag=/i.test(to) ? to : `${to};tag=madeup`,
    ...headers,
    "Content-Length: 0",
  ];
  return `${answer.join("\r\n")}\r\n\r\n`;
}
