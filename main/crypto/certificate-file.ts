// A file that the user chose, as the certificate in it (spec 1.10): PEM (RFC 7468), with whatever text around it, or
// DER. It must be clear which certificate was meant, so there is exactly one.
import { LARGEST_CERTIFICATE_FILE } from "../../shared/certificate";
import { StampError } from "../../shared/errors";
import { fromBase64 } from "./base64";

const BEGIN = "-----BEGIN CERTIFICATE-----";
const END = "-----END CERTIFICATE-----";
/** Tag of a SEQUENCE, with which every DER certificate begins and no PEM file does. */
const SEQUENCE = 0x30;

/**
 * From the file's bytes in base64, as they come from the window, to DER that was not looked into yet.
 * @throws StampError `certificate-too-large`, `certificate-unreadable`, `several-certificates`.
 */
export function readCertificateFile(base64: string): Uint8Array {
  const file = fromBase64(base64);
  if (file === undefined) throw new StampError("certificate-unreadable");
  if (file.length > LARGEST_CERTIFICATE_FILE) throw new StampError("certificate-too-large");
  if (file[0] === SEQUENCE) return file;
  const [, first, ...more] = new TextDecoder().decode(file).split(BEGIN);
  if (more.length > 0) throw new StampError("several-certificates");
  const [body, end] = first?.split(END) ?? [];
  const der = end === undefined ? undefined : fromBase64(body?.replace(/\s/g, "") ?? "");
  if (der === undefined) throw new StampError("certificate-unreadable");
  return der;
}
