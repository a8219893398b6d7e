// Class names of a CSS module by their short names. A name the sheet does not have is a mistake,
// told at once while developing; module classes are an index signature, so the compiler cannot.

type ClassName = string | false | undefined;

/** Binds a module: `cx("row", open && "open")` gives the real class names of those that are not false. */
export function classes(sheet: Readonly<Record<string, string>>): (...names: readonly ClassName[]) => string {
  return (...names) => {
    const real: string[] = [];
    for (const name of names) {
      if (name === undefined || name === false) continue;
      const found = sheet[name];
      if (found === undefined) {
        if (import.meta.env.DEV) throw new Error(`no class ${name} in this module`);
        continue;
      }
      real.push(found);
    }
    return real.join(" ");
  };
}
