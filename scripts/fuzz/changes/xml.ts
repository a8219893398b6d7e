// Changes that know what XML is, for presence documents (RFC 3863): elements are lost, doubled, nested and renamed,
// entities and document types come in, attributes and texts grow.
import { oneOf, replaceAt, replaceOne, times } from "./text";

const TAG = /<[^<>]{1,400}>/g;
const ATTRIBUTE = / [\w:.-]+="[^"]*"/g;
const BETWEEN_TAGS = />[^<]{0,4000}</g;
const LAUGHS =
  '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';
const XML_TEXTS = [
  "&c;", "&unknown;", "&#0;", "&#x10ffff;", "&#xd800;", "&#99999999999999;", "&amp;", "&", "]]>", "<![CDATA[", "<!--", "-->", "<?x",
  "open", "closed", "away", "+275760-09-13T00:00:00Z", "2026-13-45T99:99:99Z", "0", "-1", "NaN", "3.1.2", "\xc3\x28", "\xed\xa0\x80", "\0",
] as const;

/** One change of an XML document. */
export const mutateXml = oneOf([
  replaceOne(TAG, () => ""),
  replaceOne(TAG, (tag) => tag + tag),
  replaceOne(TAG, (tag, random) => times(random, 20_000, tag)),
  replaceOne(TAG, (tag, random) => tag.replace(/[\w:]+/, (name) => times(random, 3000, name))),
  replaceOne(TAG, (tag, random) => times(random, 20_000, "<n>") + tag),
  replaceOne(TAG, (tag, random) => { const depth = random.size(3000); return `${"<n>".repeat(depth)}${tag}${"</n>".repeat(depth)}`; }),
  replaceOne(TAG, (tag, random) => tag.replace(/\/?>$/, (end) => Array.from({ length: random.size(4000) }, (_, index) => ` a${index}=""`).join("") + end)),
  replaceOne(TAG, (tag, random) => tag.replace(/\/?>$/, (end) => Array.from({ length: random.size(1500) }, (_, index) => ` xmlns:n${index}="urn:${index}"`).join("") + end)),
  replaceOne(ATTRIBUTE, () => ""),
  replaceOne(ATTRIBUTE, (attribute) => attribute + attribute),
  replaceOne(ATTRIBUTE, (attribute, random) => attribute.replace(/"[^"]*"/, `"${times(random, 10_000, random.pick(XML_TEXTS))}"`)),
  replaceOne(BETWEEN_TAGS, (_, random) => `>${random.pick(XML_TEXTS)}<`),
  replaceOne(BETWEEN_TAGS, (_, random) => `>${times(random, 60_000, random.pick(XML_TEXTS))}<`),
  replaceOne(BETWEEN_TAGS, (found, random) => `><!--${times(random, 10_000, "- ")}--${found}`),
  (text) => text.replace(/\?>|^/, (start) => start + LAUGHS),
  (text, random) => replaceAt(text, random.below(text.length), random.below(3), random.pick(XML_TEXTS)),
]);
