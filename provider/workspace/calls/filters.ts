/** The filters of a list as its query: one that is left out is not sent, one with several values is repeated. */

type Filters = Readonly<Record<string, string | readonly string[] | undefined>>;

export function filters(given: Filters): readonly (readonly [name: string, value: string])[] {
  return Object.entries(given).flatMap(([name, values = []]) => [values].flat().map((value) => [name, value] as const));
}
