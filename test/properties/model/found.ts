/** Lives that once went wrong, shrunk, each under the sentence that it broke. A random suite that fails prints the next line of this list. */
import type { Found } from "./keep.ts";

export const found: readonly Found[] = [
  {
    name: "a replacement that was begun is over when the program asks for the old disk again, only larger",
    history: [
      { do: "up" },
      { do: "replace", key: "a", type: "SAS", size: 10, text: "T-1" },
      { do: "up", trouble: { on: "AddDesktopPoolVolumes", nth: 1, effect: { job: { outcome: "stuck" } } } },
      { do: "declare", key: "a", type: "SAS", size: 30 },
    ],
  },
];
