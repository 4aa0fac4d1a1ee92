// The form of a file that a world is made from or kept in: a few lines written by hand, or all that a running simulator knows.

import { AuthorizedObject, Maybe, poolAttributes } from "../schemas/shared.ts";
import * as Type from "../schemas/type.ts";

const strict = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 255 });
const Whole = Type.Integer({ minimum: 0 });
const Instant = Type.String({
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$",
  description: "a time in UTC, such as 2026-03-01T08:00:00Z",
});

const quality = {
  iops: Type.Optional(Whole),
  throughput: Type.Optional(Whole),
  kmsId: Type.Optional(Type.String({ maxLength: 255 })),
};

const PoolDiskEntry = Type.Object(
  {
    id: Type.Optional(Name),
    type: Type.Optional(Name),
    size: Type.Integer({ minimum: 1, maximum: 32_760, description: "GB" }),
    ...quality,
  },
  strict,
);
export type PoolDiskEntry = Type.Static<typeof PoolDiskEntry>;

const DesktopDiskEntry = Type.Object(
  {
    id: Type.Optional(Name),
    volumeId: Type.Optional(Name),
    poolDiskId: Type.Optional(
      Type.String({
        minLength: 1,
        description: "the pool's disk that it is a copy of; without it the disk is its own",
      }),
    ),
    type: Type.Optional(Name),
    size: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 32_760, description: "GB; as the pool's disk unless told" }),
    ),
    ...quality,
    device: Type.Optional(Type.String({ pattern: "^/dev/vd[a-z]+$" })),
    createdAt: Type.Optional(Instant),
    dataGb: Type.Optional(Type.Integer({ minimum: 0, description: "what is written on it" })),
    content: Type.Optional(Name),
  },
  strict,
);
export type DesktopDiskEntry = Type.Static<typeof DesktopDiskEntry>;

const DesktopEntry = Type.Object(
  {
    id: Type.Optional(Name),
    name: Type.Optional(Name),
    ipAddress: Type.Optional(Name),
    createdAt: Type.Optional(Instant),
    productId: Type.Optional(Type.String()),
    imageId: Type.Optional(Type.String()),
    status: Type.Optional(Name),
    taskStatus: Type.Optional(Type.String()),
    loginStatus: Type.Optional(Name),
    user: Type.Optional(Name),
    attachState: Type.Optional(Name),
    isolated: Type.Optional(Type.Boolean()),
    inMaintenance: Type.Optional(Type.Boolean()),
    frozen: Type.Optional(Type.Boolean()),
    byAutoscale: Type.Optional(Type.Boolean()),
    rootDisk: Type.Optional(DesktopDiskEntry),
    disks: Type.Optional(
      Type.Array(DesktopDiskEntry, { description: "a copy of each of the pool's disks unless they are listed" }),
    ),
  },
  strict,
);
export type DesktopEntry = Type.Static<typeof DesktopEntry>;

const PoolEntry = Type.Object(
  {
    id: Type.Optional(Name),
    name: Name,
    type: Type.Optional(Type.Enum(["DYNAMIC", "STATIC"])),
    createdAt: Type.Optional(Instant),
    status: Type.Optional(Type.Enum(["STEADY", "EXIST_FROZEN", "UNKNOWN", "ERROR"])),
    chargingMode: Type.Optional(Type.Enum(["0", "1"], { description: "0 yearly/monthly, 1 pay-per-use" })),
    attributes: Type.Optional(
      Type.Object(
        {
          ...poolAttributes,
          in_maintenance_mode: Maybe(Type.Boolean()),
          product_id: Type.Optional(Name),
          image_id: Type.Optional(Name),
          image_type: Type.Optional(Name),
          flavor_id: Maybe(Type.String()),
          domain: Maybe(Type.String()),
        },
        { ...strict, description: "fields in the words of the API" },
      ),
    ),
    rootDisk: Type.Optional(PoolDiskEntry),
    disks: Type.Optional(Type.Array(PoolDiskEntry, { maxItems: 10 })),
    users: Type.Optional(
      Type.Array(Type.Object({ object: AuthorizedObject, addedAt: Type.Optional(Instant) }, strict), { maxItems: 500 }),
    ),
    desktops: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0, maximum: 5000 }), Type.Array(DesktopEntry, { maxItems: 5000 })], {
        description: "how many, or each of them",
      }),
    ),
  },
  strict,
);
export type PoolEntry = Type.Static<typeof PoolEntry>;

const Names = Type.Optional(Type.Array(Name));

/** What only a running simulator can write: jobs that go on, the ledger, and how far ids have been counted. */
const Sealed = Type.Object(
  {
    hash: Type.String({
      description: "of all the rest of the file: a file that was edited by hand is told apart by it",
    }),
    time: Type.Integer(),
    ids: Type.Record(Type.String(), Whole),
    jobs: Type.Array(Type.Object({ id: Name, kind: Name })),
    lastAdds: Type.Record(Type.String(), Type.Integer()),
    watches: Type.Record(Type.String(), Type.Object({})),
    touched: Type.Array(Name),
    ledger: Type.Object({
      lastSeq: Whole,
      effects: Type.Array(Type.Object({})),
      calls: Type.Array(Type.Object({})),
      base: Type.Array(Type.Object({})),
    }),
  },
  strict,
);

export const documentVersion = 1;

export const StateDocument = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    version: Type.Literal(documentVersion),
    known: Type.Optional(
      Type.Object(
        { images: Names, products: Names, subnets: Names },
        { ...strict, description: "what exists outside of Workspace; a list that is left out is not checked" },
      ),
    ),
    quota: Type.Optional(
      Type.Object(
        { instances: Type.Optional(Whole), volumes: Type.Optional(Whole), volume_gigabytes: Type.Optional(Whole) },
        { ...strict, description: "what is left out has no limit" },
      ),
    ),
    pools: Type.Optional(Type.Array(PoolEntry)),
    faults: Type.Optional(Type.Array(Type.Object({}), { description: "as for POST /_sim/faults" })),
    sealed: Type.Optional(Sealed),
  },
  { ...strict, title: "State of a Huawei Cloud Workspace simulator" },
);
export type StateDocument = Type.Static<typeof StateDocument>;
