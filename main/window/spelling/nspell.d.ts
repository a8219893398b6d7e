// The part of nspell that the tests compare our reading of dictionaries with.
declare module "nspell" {
  export default function nspell(aff: string, dic: string): { correct(word: string): boolean };
}
