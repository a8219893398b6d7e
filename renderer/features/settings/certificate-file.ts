// A file with a certificate that the user chose, on its way to main.
import { LARGEST_CERTIFICATE_FILE } from "../../../shared/certificate";
import { StampError } from "../../../shared/errors";

/** Kinds of files that are offered for choice. */
export const CERTIFICATE_FILES = ".pem,.crt,.cer,.der,application/x-pem-file,application/pkix-cert";

/** Its bytes in base64. Rejects with StampError `certificate-too-large` before it reads anything. */
export async function readCertificateFile(file: File): Promise<string> {
  if (file.size > LARGEST_CERTIFICATE_FILE) throw new StampError("certificate-too-large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
