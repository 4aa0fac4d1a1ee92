// What is another thing in every run, made the same in all of them: ids, days, durations, folders, who holds a lock.

export type Mask = (text: string) => string;

/** For the texts of one page: an id that comes again is shown as the same one again. Takes whole lines, not those of a screen. */
export function createMask(): Mask {
  const known = new Map<string, string>();
  const shown = (id: string): string => {
    const found = known.get(id) ?? `${String(known.size + 1).padStart(8, "0")}-0000-4000-8000-000000000000`;
    known.set(id, found);
    return found;
  };
  return (text) => constants.reduce((masked, [found, by]) => masked.replace(found, by), text.replace(id, shown));
}

const id = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

const constants: readonly (readonly [RegExp, string])[] = [
  [/\bcreated by \S+ \(pid \d+\) at \S+/g, "created by ci@runner (pid 4711) at 2026-03-01T08:00:00Z"],
  [/\bfile:\/\/\S*?(?=\/\.pulumi\/)/g, "file:///backend"],
  [/\b20\d\d-[01]\d-[0-3]\d/g, "2026-03-01"],
  [/(?<=\bafter )\d\d:\d\d|(?<=desktops\) )\d\d:\d\d/g, "00:04"],
  [/\(\d+s\)/g, "(4s)"],
  [/(?<=^Duration: ).*/gm, "9s"],
];
