// What another person may do behind a client's back.

import { AttachState } from "../schemas/answers/desktops.ts";
import { CreateDesktopPoolBody, UsersBody } from "../schemas/pools.ts";
import { AutoscalePolicy, Maybe, poolAttributes, Tag } from "../schemas/shared.ts";
import * as Type from "../schemas/type.ts";

const Name = Type.String({ minLength: 1 });
const Size = Type.Integer({ minimum: 1, maximum: 8200, description: "in GB" });
const PoolName = Type.String({ minLength: 1, description: "the name or the id of a pool" });
const DesktopName = Type.String({ minLength: 1, description: "the name or the id of a desktop of that pool" });
const actor = {
  actor: Type.Optional(
    Type.String({ minLength: 1, description: "whose name the ledger has; another-person if left out" }),
  ),
};
const strict = { additionalProperties: false };

/** What is done, by whom, with what, and an example that can be sent as it stands. */
const act = <N extends string, P extends Type.TProperties>(
  name: N,
  fields: P,
  { description, example }: { description: string; example: object },
) =>
  Object.assign(Type.Object({ do: Type.Literal(name), ...actor, ...fields }, strict), {
    description,
    examples: [{ do: name, ...example }],
  });

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

const onPool = { pool: PoolName };
const onDesktop = { ...onPool, desktop: DesktopName };
const desktops = Type.Optional(
  Type.Array(Name, { description: "the desktops that follow: all if left out, none if empty" }),
);
const Most = Maybe(Type.Integer({ minimum: 0, description: "null: no limit" }));
const quotas = { instances: Most, volumes: Most, volume_gigabytes: Most };

export const acts = {
  addDisk: act(
    "addDisk",
    { ...onPool, type: Type.Optional(Name), size: Size, desktops },
    { description: "gives a pool, and desktops of it, a disk", example: { pool: "office", size: 20 } },
  ),
  expandDisk: act(
    "expandDisk",
    { ...onPool, disk: Name, size: Size, desktops },
    { description: "enlarges a disk of a pool", example: { pool: "office", disk: "DISK", size: 100 } },
  ),
  deleteDisk: act(
    "deleteDisk",
    { ...onPool, disk: Name, desktops },
    { description: "deletes a disk of a pool, and what is on it", example: { pool: "office", disk: "DISK" } },
  ),
  setDesktop: act(
    "setDesktop",
    {
      ...onDesktop,
      status: Type.Optional(Type.String()),
      taskStatus: Type.Optional(Type.String()),
      loginStatus: Type.Optional(Type.String()),
      user: Type.Optional(Type.Union([Name, Type.Null()])),
      attachState: Type.Optional(Type.Union([AttachState, Type.Null()])),
      isolated: Type.Optional(Type.Boolean()),
      inMaintenance: Type.Optional(Type.Boolean()),
      frozen: Type.Optional(Type.Boolean()),
    },
    {
      description: "sets any state of a desktop; a user of null detaches",
      example: { pool: "office", desktop: "DESKTOP", status: "SHUTOFF" },
    },
  ),
  attachUser: act(
    "attachUser",
    { ...onDesktop, user: Name },
    { description: "gives a desktop to a user", example: { pool: "office", desktop: "DESKTOP", user: "ann" } },
  ),
  detachUser: act("detachUser", onDesktop, {
    description: "takes a desktop from its user, who is logged out",
    example: { pool: "office", desktop: "DESKTOP" },
  }),
  logIn: act(
    "logIn",
    { ...onDesktop, user: Type.Optional(Name) },
    {
      description: "the user of a desktop, or this one, logs in and works on it",
      example: { pool: "office", desktop: "DESKTOP" },
    },
  ),
  logOut: act("logOut", onDesktop, {
    description: "the user of a desktop logs out, and keeps it",
    example: { pool: "office", desktop: "DESKTOP" },
  }),
  access: act(
    "access",
    { ...onPool, user: Name },
    {
      description:
        "a user comes to a pool and gets the desktop that is theirs, a free one, or one that autoscale makes",
      example: { pool: "office", user: "ann" },
    },
  ),
  power: act(
    "power",
    { ...onPool, to: Type.Enum(["on", "off", "hibernate"]), desktops },
    { description: "starts, stops or hibernates desktops", example: { pool: "office", to: "off" } },
  ),
  addDesktop: act(
    "addDesktop",
    {
      ...onPool,
      status: Type.Optional(Name),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    },
    { description: "puts desktops into a pool", example: { pool: "office", count: 1 } },
  ),
  deleteDesktop: act("deleteDesktop", onDesktop, {
    description: "deletes a desktop, and what is on its disks",
    example: { pool: "office", desktop: "DESKTOP" },
  }),
  addDesktopDisk: act(
    "addDesktopDisk",
    { ...onDesktop, size: Size, type: Type.Optional(Name) },
    {
      description: "gives one desktop a disk of its own, which the pool knows nothing of",
      example: { pool: "office", desktop: "DESKTOP", size: 20 },
    },
  ),
  deleteDesktopDisk: act(
    "deleteDesktopDisk",
    {
      ...onDesktop,
      volume: Type.String({ minLength: 1, description: "an EVS volume, or the pool's disk it was made from" }),
    },
    {
      description: "deletes a disk of one desktop",
      example: { pool: "office", desktop: "DESKTOP", volume: "VOLUME" },
    },
  ),
  createPool: act(
    "createPool",
    {
      ...onPool,
      desktops: Type.Optional(Type.Integer({ minimum: 0, maximum: 5000 })),
      volumes: Type.Optional(
        Type.Array(Type.Object({ type: Type.Optional(Name), size: Size }, strict), { maxItems: 10 }),
      ),
      body: Type.Optional(Type.Partial(CreateDesktopPoolBody)),
    },
    {
      description: "makes a pool of this name with desktops that are ready; `body` has fields of a create call",
      example: { pool: "lab", desktops: 2, volumes: [{ size: 50 }] },
    },
  ),
  deletePool: act("deletePool", onPool, {
    description: "deletes a pool with all its desktops",
    example: { pool: "office" },
  }),
  renamePool: act(
    "renamePool",
    { ...onPool, name: Name },
    { description: "gives a pool another name", example: { pool: "office", name: "office-2" } },
  ),
  setPool: act(
    "setPool",
    {
      ...onPool,
      status: Type.Optional(Name),
      chargingMode: Type.Optional(Type.Enum(["0", "1"])),
      attributes: Type.Optional(PoolAttributes),
    },
    {
      description: "changes anything else of a pool, in the words of the wire",
      example: { pool: "office", attributes: { description: "changed by hand" } },
    },
  ),
  setTags: act(
    "setTags",
    { ...onPool, tags: Type.Array(Tag, { maxItems: 20 }) },
    { description: "replaces the tags of a pool", example: { pool: "office", tags: [{ key: "owner", value: "bob" }] } },
  ),
  setAutoscale: act(
    "setAutoscale",
    { ...onPool, enable: Type.Boolean(), policy: Type.Optional(AutoscalePolicy) },
    { description: "turns autoscale on or off", example: { pool: "office", enable: true, policy: { min_idle: 2 } } },
  ),
  changeUsers: act(
    "changeUsers",
    { ...onPool, action: UsersBody.properties.action, objects: UsersBody.properties.objects },
    {
      description: "changes who may use a pool",
      example: {
        pool: "office",
        action: "ADD",
        objects: [{ object_id: "u1", object_type: "USER", object_name: "ann", user_group: "users" }],
      },
    },
  ),
  freeze: act(
    "freeze",
    { ...onPool, desktops, frozen: Type.Optional(Type.Boolean({ description: "false thaws; true if left out" })) },
    { description: "freezes desktops of a pool, as an unpaid bill does", example: { pool: "office" } },
  ),
  setQuota: act("setQuota", quotas, {
    description: "sets what the project may have; what is not named stays",
    example: { instances: 10 },
  }),
  call: act(
    "call",
    {
      operation: Type.String({ minLength: 1, description: "the name of a call that changes something" }),
      pool: Type.Optional(PoolName),
      desktop: Type.Optional(Type.String({ minLength: 1, description: "the name or the id of a desktop" })),
      body: Type.Optional(Type.Unknown()),
    },
    {
      description: "makes a call of the service, with a job and all that goes with it; answers {status, body}",
      example: { operation: "AddDesktopPoolVolumes", pool: "office", body: { volumes: [{ type: "SAS", size: 20 }] } },
    },
  ),
  endJob: act(
    "endJob",
    { job: Name, outcome: Type.Optional(Type.Enum(["success", "fail"])) },
    { description: "ends a job now, also one that is stuck", example: { job: "JOB", outcome: "fail" } },
  ),
} as const;

export type ActName = keyof typeof acts;
export type ActAsked<N extends ActName> = Type.Static<(typeof acts)[N]>;
/**
 * What another person may do behind a client's back, as `POST /_sim/act` takes it: `do` names the act, the other fields are its own.
 * `GET /_sim/acts` has all of them, with an example each.
 */
export type AnyAct = { [N in ActName]: ActAsked<N> }[ActName];

/** Only the frame; the fields of the chosen act are checked by name, so that the error can name them. */
export const ActSchema = Type.Object({ do: Type.Enum(Object.keys(acts) as ActName[]) });
