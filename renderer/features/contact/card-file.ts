// A file with a contact card in it: a vCard, or a picture of a card's QR code. What it is, its content says.
import { LARGEST_CARD } from "../../../shared/contact-card";
import { StampError } from "../../../shared/errors";
import { isPicture, readQr } from "../../ui/read-qr";

/** For the field that chooses one. */
export const CARD_FILES = ".vcf,.vcard,text/vcard,image/png,image/jpeg";
export const PICTURE_FILES = "image/png,image/jpeg";

/** The card's text, not yet checked. Throws StampError `card-too-large` and what readQr throws. */
export async function readCardFile(file: File): Promise<string> {
  if ((await isPicture(file)) || file.type.startsWith("image/")) return readQr(file);
  if (file.size > LARGEST_CARD) throw new StampError("card-too-large");
  return file.text();
}
