// For tests: texts that would do something where a program takes text for markup, code, an address, a path or a command. Each
// kind is a list of forms with a list of payloads put into it, so that all pairs are there; all of them are distinct, well
// formed and not blank, the same in each run.

const CODE = "window.owned=1";
const ELEMENTS = [
  ...["img src=x", "svg", "body", "details open", "video src=x", "audio src=x", "input autofocus", "select autofocus", "textarea autofocus"],
  ...["iframe", "marquee", "object data=x", "math", "form", "a href=x", "style", "link rel=stylesheet href=x", "button", "x tabindex=1", "animate"],
];
const EVENTS = ["onerror", "onload", "onfocus", "ontoggle", "onmouseover", "onanimationstart", "onbegin", "onpointerrawupdate"];
const ADDRESSES = [
  ...[`javascript:${CODE}`, `JaVaScRiPt:${CODE}`, `java\tscript:${CODE}`, `java\nscript:${CODE}`, `\u0001javascript:${CODE}`, `&#106;avascript:${CODE}`],
  ...["vbscript:msgbox(1)", `data:text/html,<script>${CODE}</script>`, "data:text/html;base64,PHNjcmlwdD5vd25lZD0xPC9zY3JpcHQ+", "//attacker.example/x", "https://attacker.example/x.png", "file:///etc/passwd"],
];
const ADDRESS_HOLDERS: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `<a href="${address}">click</a>`,
  (address) => `<iframe src="${address}">`,
  (address) => `<img src="${address}">`,
  (address) => `<form action="${address}"><button>x</button></form>`,
  (address) => `<svg><a xlink:href="${address}"><text>x</text></a></svg>`,
  (address) => `<meta http-equiv=refresh content="0;url=${address}">`,
  (address) => `[click](${address})`,
  (address) => `<link rel=dns-prefetch href="${address}">`,
  (address) => `<base href="${address}">`,
];
const BREAKERS = ['"', "'", "`", '">', "'>", "-->", "]]>", "*/", '\\"', "</script>", "</style>", "</textarea>", "</title>", "</noscript>", "</template>", "</math>", "</svg>", "\n\n", "%0a%0d", "\u2028"];
const BROKEN_IN = [`<script>${CODE}</script>`, `<img src=x onerror=${CODE}>`, `<svg/onload=${CODE}>`, ` onfocus=${CODE} autofocus x=`];
const TEMPLATES: readonly ((code: string) => string)[] = [
  ...[(code: string) => `{{${code}}}`, (code: string) => `\${${code}}`, (code: string) => `#{${code}}`, (code: string) => `<%= ${code} %>`],
  ...[(code: string) => `[[${code}]]`, (code: string) => `{%${code}%}`, (code: string) => `*{${code}}`, (code: string) => `@(${code})`],
  ...[(code: string) => `{${code}}`, (code: string) => `{${code}, plural, other {#}}`],
];
const EXPRESSIONS = ["7*7", "constructor.constructor('window.owned=1')()", "name", "__proto__.owned", "this.process.exit()"];
/** Unseen, or turning what follows them around. */
const MISLEADING = [
  ...[0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1680, 0x180e],
  ...[0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2063, 0x2066, 0x2067, 0x2068, 0x2069],
  ...[0x3164, 0xfe0f, 0xfeff, 0xfff9, 0xfffc, 0xfffd, 0xffff, 0xe0001, 0xe0041, 0xe000, 0x10ffff],
];
const ENCODERS: readonly ((text: string) => string)[] = [
  (text) => each(text, (code) => `&#${String(code)};`),
  (text) => each(text, (code) => `&#x${code.toString(16)};`),
  (text) => each(text, (code) => `&#${String(code).padStart(7, "0")}`),
  (text) => each(text, (code) => `%${code.toString(16).padStart(2, "0")}`),
  (text) => each(text, (code) => `%25${code.toString(16).padStart(2, "0")}`),
  (text) => each(text, (code) => `\\u${code.toString(16).padStart(4, "0")}`),
  (text) => each(text, (code) => `\\x${code.toString(16).padStart(2, "0")}`),
  (text) => each(text, (code) => String.fromCodePoint(code > 0x20 && code < 0x7f ? code + 0xfee0 : code)),
  (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  (text) => text.replaceAll("<", "+ADw-").replaceAll(">", "+AD4-"),
  (text) => text.replaceAll("<", "\u02c2").replaceAll(">", "\u02c3"),
  (text) => text.toUpperCase(),
];
const STYLES = [
  ...["<style>*{display:none}</style>", "<style>@import 'https://attacker.example/x.css';</style>", "<p style=position:fixed;inset:0>x", "<p style=background:url(https://attacker.example/x)>"],
  ...["<div style=width:expression(window.owned=1)>", "<x style=-moz-binding:url(x)>", "<link rel=stylesheet href=data:,*{display:none}>", "}*{display:none}", "';color:red", "</style><style>*{color:red}"],
];
/** Change their meaning when they are written out and read again. */
const MUTATING = [
  ...[`<noscript><p title="</noscript><img src=x onerror=${CODE}>">`, `<svg></p><style><a id="</style><img src=1 onerror=${CODE}>">`, `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${CODE}&gt;">`],
  ...[`<form><math><mtext></form><form><mglyph><style></math><img src onerror=${CODE}>`, `<template><script>${CODE}</script></template>`, `<!--><img src=x onerror=${CODE}>-->`, `<![CDATA[><img src=x onerror=${CODE}>]]>`],
  ...[`<?xml version="1.0"?><x xmlns="http://www.w3.org/1999/xhtml"><script>${CODE}</script></x>`, `<svg><foreignObject><iframe srcdoc="<script>${CODE}</script>">`, `<svg><use href="data:image/svg+xml,<svg id=x onload=${CODE}>#x">`],
  ...[`<svg><set attributeName=href to=javascript:${CODE}>`, `<xmp><p title="</xmp><img src=x onerror=${CODE}>">`, "<select><template shadowrootmode=open><script>1</script></template>", `<a id=stamp><a id=stamp name=request href=x>`, "<img name=body><img id=documentElement>"],
];
const POLYGLOTS = [
  `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=${CODE} )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=${CODE}//>\\x3e`,
  `'">><marquee><img src=x onerror=${CODE}></marquee>"></plaintext\\></|\\><plaintext/onmouseover=${CODE}><script>${CODE}</script>`,
  `" onclick=${CODE}//<button ' onclick=${CODE}//> */ ${CODE}//`,
  `{{7*7}}\${7*7}<%= 7*7 %>'"><img src=x onerror=${CODE}>`,
];
const COMMANDS = [
  ...["'; DROP TABLE messages; --", "\" OR \"\"=\"", "1) UNION SELECT * FROM keys", "' NEAR/1 *", "text:* AND NOT", "../../../etc/passwd", "..\\..\\windows\\win.ini", "/dev/zero", "CON.vcf", "a.vcf.exe"],
  ...["$(reboot)", "`reboot`", "; reboot", "| reboot", "&& reboot", "-rf /", "--no-sandbox", "--remote-debugging-port=1", "=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "%s%s%n", "%PATH%", "$HOME", "!!", "~"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "undefined", "null", "NaN", "true", "[object Object]", "0", "-1", "1e309"],
  ...["BEGIN:VCARD\r\nFN:x\r\nEND:VCARD", "To: bob\r\nBcc: carol", "Content-Type: text/html\r\n\r\n<b>x", "MESSAGE sip:bob@stamp.test SIP/2.0\r\n\r\n", "<presence entity=\"x\"/>", "<!DOCTYPE x [<!ENTITY a \"a\">]><x>&a;</x>"],
  ...["> <img src=x>", "> x@y.z:", "**bold** _it_ ~~no~~ `code`", "# heading", "| a | b |", ":smile:", "@all", "&amp;lt;", "&nbsp;&zwnj;&rlm;", "\\", "\\\\server\\share", "\"", "'", "<", ">", "&", "<<<<", "<>"],
];
const LONG = ["<img src=x>".repeat(900), "x".repeat(9000), "<b>".repeat(3000), "\u202e\u202d".repeat(2000).concat("x"), `e${"\u0301".repeat(3000)}`, "&".repeat(4000)];

function each(text: string, encode: (code: number) => string): string {
  return Array.from(text, (character) => encode(character.codePointAt(0) ?? 0)).join("");
}

/** More than five hundred. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...new Set([
    ...ELEMENTS.flatMap((element) => EVENTS.map((event) => `<${element} ${event}=${CODE}>`)),
    ...ADDRESSES.flatMap((address) => ADDRESS_HOLDERS.map((hold) => hold(address))),
    ...BREAKERS.flatMap((breaker) => BROKEN_IN.map((payload) => `${breaker}${payload}`)),
    ...TEMPLATES.flatMap((template) => EXPRESSIONS.map(template)),
    ...MISLEADING.flatMap((code) => [`<img${String.fromCodePoint(code)}src=x onerror=${CODE}>`, `bob${String.fromCodePoint(code)}gpj.exe`]),
    ...BROKEN_IN.flatMap((payload) => ENCODERS.map((encode) => encode(payload))),
    ...[...STYLES, ...MUTATING, ...POLYGLOTS, ...COMMANDS, ...LONG],
  ]),
];
