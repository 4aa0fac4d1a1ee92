// What another person may do behind a client's back.

import Type from "typebox";
import { CreateDesktopPoolBody } from "../schemas/pools.ts";
import { Maybe, poolAttributes } from "../schemas/shared.ts";

const strict = { additionalProperties: false };
const Name = Type.String({ minLength: 1 });
const Size = Type.Integer({ minimum: 1, maximum: 8200 });
const actor = { actor: Type.Optional(Name) };
const onPool = { ...actor, pool: Name };
const onDesktop = { ...onPool, desktop: Name };

/** In the words of the wire, as a create or update call has them. */
const PoolAttributes = Type.Object(
  {
    ...poolAttributes,
    in_maintenance_mode: Maybe(Type.Boolean()),
    product_id: Type.Optional(Name),
    image_id: Type.Optional(Name),
    image_type: Type.Optional(Name),
    flavor_id: Maybe(Type.String()),
    domain: Maybe(Type.String()),
  },
  strict,
);

/** The desktops that follow: all, unless some are listed; [] leaves every desktop as it is. */
const desktops = Type.Optional(Type.Array(Name));

export const acts = {
  addDisk: Type.Object(
    { do: Type.Literal("addDisk"), ...onPool, type: Type.Optional(Name), size: Size, desktops },
    strict,
  ),
  expandDisk: Type.Object({ do: Type.Literal("expandDisk"), ...onPool, disk: Name, size: Size, desktops }, strict),
  deleteDisk: Type.Object({ do: Type.Literal("deleteDisk"), ...onPool, disk: Name, desktops }, strict),
  setDesktop: Type.Object(
    {
      do: Type.Literal("setDesktop"),
      ...onDesktop,
      status: Type.Optional(Type.String()),
      taskStatus: Type.Optional(Type.String()),
      loginStatus: Type.Optional(Type.String()),
      user: Type.Optional(Type.Union([Name, Type.Null()])),
    },
    strict,
  ),
  addDesktop: Type.Object(
    { do: Type.Literal("addDesktop"), ...onPool, status: Type.Optional(Name), count: Type.Optional(Size) },
    strict,
  ),
  deleteDesktop: Type.Object({ do: Type.Literal("deleteDesktop"), ...onDesktop }, strict),
  deleteDesktopDisk: Type.Object({ do: Type.Literal("deleteDesktopDisk"), ...onDesktop, volume: Name }, strict),
  createPool: Type.Object(
    {
      do: Type.Literal("createPool"),
      ...onPool,
      desktops: Type.Optional(Type.Integer({ minimum: 0, maximum: 5000 })),
      volumes: Type.Optional(
        Type.Array(Type.Object({ type: Type.Optional(Name), size: Size }, strict), { maxItems: 10 }),
      ),
      body: Type.Optional(Type.Partial(CreateDesktopPoolBody)),
    },
    strict,
  ),
  deletePool: Type.Object({ do: Type.Literal("deletePool"), ...onPool }, strict),
  renamePool: Type.Object({ do: Type.Literal("renamePool"), ...onPool, name: Name }, strict),
  setPool: Type.Object(
    {
      do: Type.Literal("setPool"),
      ...onPool,
      status: Type.Optional(Name),
      chargingMode: Type.Optional(Type.Enum(["0", "1"])),
      attributes: Type.Optional(PoolAttributes),
    },
    strict,
  ),
  endJob: Type.Object(
    {
      do: Type.Literal("endJob"),
      ...actor,
      job: Name,
      outcome: Type.Optional(Type.Enum(["success", "fail"])),
    },
    strict,
  ),
} as const;

export type ActName = keyof typeof acts;
export type ActAsked<N extends ActName> = Type.Static<(typeof acts)[N]>;
export type AnyAct = { [N in ActName]: ActAsked<N> }[ActName];

/** Only the frame; the fields of the chosen act are checked by name, so that the error can name them. */
export const ActSchema = Type.Object({ do: Type.Enum(Object.keys(acts) as ActName[]) });
