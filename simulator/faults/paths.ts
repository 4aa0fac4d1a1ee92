// Paths in which * is any text: which addresses they are about, and whether any call has such an address.

export interface Place {
  readonly operation: string;
  readonly method: string;
  /** As a route has it: a part that begins with a colon is any text without a slash. */
  readonly path: string;
}

/** One step: a letter, or any text. */
type Step = { readonly is: string } | { readonly any: RegExp; readonly many: boolean };

export function glob(pattern: string): Step[] {
  return [...pattern].map((letter) => (letter === "*" ? { any: /./s, many: true } : { is: letter }));
}

export function globMatches(pattern: string): (path: string) => boolean {
  const literal = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${pattern.split(/\*+/).map(literal).join(".*")}$`, "s");
  return (path) => expression.test(path) || expression.test(path.replace(/\/$/, ""));
}

/** Whether some address fits both: walks the two side by side, as far as they can agree. */
export function reaches(steps: readonly Step[], { path }: Pick<Place, "path">): boolean {
  const others = stepsOf(path);
  const seen = new Set<string>();
  const open: [number, number][] = [[0, 0]];
  for (let at = open.pop(); at; at = open.pop()) {
    const [i, j] = at;
    if (i === steps.length && j === others.length) return true;
    if (seen.has(`${i},${j}`)) continue;
    seen.add(`${i},${j}`);
    open.push(...onwards(steps[i], others[j]).map(([di, dj]): [number, number] => [i + di, j + dj]));
  }
  return false;
}

/** `:poolId` is one letter and then any number of them, none of them a slash. */
function stepsOf(path: string): Step[] {
  return path.split(/(:\w+)/).flatMap((part): Step[] => {
    const any = /[^/]/;
    return part.startsWith(":")
      ? [
          { any, many: false },
          { any, many: true },
        ]
      : [...part].map((is) => ({ is }));
  });
}

function onwards(one: Step | undefined, other: Step | undefined): [number, number][] {
  const skips: [number, number][] = [
    ...(isMany(one) ? [[1, 0] as [number, number]] : []),
    ...(isMany(other) ? [[0, 1] as [number, number]] : []),
  ];
  if (!one || !other || !agree(one, other)) return skips;
  return [...skips, [isMany(one) ? 0 : 1, isMany(other) ? 0 : 1]];
}

const isMany = (step: Step | undefined) => step !== undefined && "any" in step && step.many;

function agree(one: Step, other: Step): boolean {
  if ("is" in one) return "is" in other ? one.is === other.is : other.any.test(one.is);
  return "is" in other ? one.any.test(other.is) : true;
}
