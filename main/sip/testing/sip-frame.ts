// SIP frames as text, for the fake server: taken apart and put together by hand, so that tests can also make
// what no library would.

export interface Frame {
  readonly startLine: string;
  /** Method of a request, or of the request that a response answers. */
  readonly method: string;
  /** 0 for a request. */
  readonly status: number;
  readonly body: string;
  /** First value of a header, undefined when there is none. */
  header(name: string): string | undefined;
  headers(name: string): readonly string[];
}

export function parseFrame(text: string): Frame {
  const end = text.indexOf("\r\n\r\n");
  const [startLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const entries = lines.map((line) => {
    const colon = line.indexOf(":");
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
  });
  const headers = (name: string): readonly string[] =>
    entries.filter((entry) => entry.name === name.toLowerCase()).map(({ value }) => value);
  const header = (name: string): string | undefined => headers(name)[0];
  const status = startLine.startsWith("SIP/2.0 ") ? Number(startLine.split(" ")[1]) : 0;
  return {
    startLine,
    method: header("CSeq")?.split(" ")[1] ?? "",
    status,
    body: text.slice(end + 4),
    header,
    headers,
  };
}

export function joinFrame(startLine: string, headers: readonly string[], body = ""): string {
  return [startLine, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n");
}

/** An answer with the headers that RFC 3261, 8.2.6.2 copies from the request. */
export function answerTo(request: Frame, status: number, headers: readonly string[] = [], body = ""): string {
  const to = request.header("To") ?? "";
  return joinFrame(
    `SIP/2.0 ${status} Whatever`,
    [
      ...request.headers("Via").map((via) => `Via: ${via}`),
      `From: ${request.header("From") ?? ""}`,
      `To: ${to.includes(";tag=") ? to : `${to};tag=server`}`,
      `Call-ID: ${request.header("Call-ID") ?? ""}`,
      `CSeq: ${request.header("CSeq") ?? ""}`,
      ...headers,
    ],
    body,
  );
}

/** 200 to a REGISTER as a registrar without digest gives it: it lists the contact that the request brought. */
export function acceptRegister(request: Frame): string {
  const contact = request.header("Contact");
  return answerTo(request, 200, contact === undefined ? [] : [`Contact: ${contact}`]);
}
