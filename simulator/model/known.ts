// What exists outside of Workspace. Everything does, unless a state file lists what does.

import { codes, refuse } from "./refusal.ts";
import { type Known, knownKinds, type World } from "./world.ts";

type Asked = { readonly [K in keyof Known]: readonly (string | null | undefined)[] };

const fields = { images: "image_id", products: "product_id", subnets: "subnet_ids" } as const;

/** Refuses ids that a list of the state file lacks. No source names the code for this; which status, is a dialect. */
export function assertKnown(world: World, asked: Asked): void {
  for (const kind of knownKinds) {
    const known = world.known[kind];
    const stranger = asked[kind]?.find((id) => id && known && !known.includes(id));
    if (stranger) {
      const status = Number(world.dialects("unknown-resource"));
      const code = status === 404 ? codes.notFound : codes.badParameter;
      throw refuse(status, code, `${fields[kind]}: ${stranger} does not exist`);
    }
  }
}
