// A sip: link that another program hands over, a browser for example: anybody can have written it. All that is taken from
// it is whose address it is; parameters and headers, which could prepare a text or a call elsewhere, are not read.
import type { Address } from "../../shared/ids";
import { tryCanonical } from "./address";

/** Longest link that is looked at. */
const MAX_LINK_LENGTH = 1024;

/** The canonical address, or undefined for what is not clearly one. */
export function addressOfLink(link: string): Address | undefined {
  if (link.length > MAX_LINK_LENGTH || !/^sips?:(?!\/\/)/i.test(link) || /[\s<>"\p{C}]/u.test(link)) return undefined;
  return tryCanonical(link);
}
