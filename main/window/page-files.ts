// What the app:// scheme answers: files of the built page, from its folder and nowhere else, each with the policy
// that tells Chromium what the page may do. Everything is 'self' or nothing; no inline script, no connection.
import { extname, join, sep } from "node:path";

export const APP_SCHEME = "app";
/** Start of the address of every own page. */
export const APP_ORIGIN = "app://stamp/";
export const APP_PAGE = `${APP_ORIGIN}index.html`;

/** Of another site than the others: Chromium shows it in another process (see `renew` in main-window.ts). */
export const EMPTY_PAGE = `${APP_SCHEME}://empty/`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Text cannot become markup or code, even by a mistake of ours.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

export interface PageFile {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The file in `folder` that `address` means, or undefined for anything that is not one of our pages' files. */
export function pageFile(folder: string, address: string): PageFile | undefined {
  if (!address.startsWith(APP_ORIGIN)) return undefined;
  const path = pathInside(folder, address);
  const contentType = path === undefined ? undefined : CONTENT_TYPES[extname(path)];
  if (path === undefined || contentType === undefined) return undefined;
  return { path, headers: headersFor(contentType) };
}

/** What the empty page is: nothing, as dark as the system's parts are. */
export function emptyPage(): { readonly text: string; readonly headers: PageFile["headers"] } {
  return { text: '<!doctype html><meta name="color-scheme" content="light dark">', headers: headersFor("text/html; charset=utf-8") };
}

function headersFor(contentType: string): PageFile["headers"] {
  return {
    "content-type": contentType,
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
  };
}

function pathInside(folder: string, address: string): string | undefined {
  try {
    const path = join(folder, decodeURIComponent(new URL(address).pathname));
    return path.startsWith(folder + sep) && !path.includes("\0") ? path : undefined;
  } catch {
    return undefined;
  }
}
