// Requests to IAM: what is needed to get into a project, by password, by token, or in an agency's place.
// Typed clients send what they leave out as null: the Go SDK does so with the scope.

import { Maybe } from "./shared.ts";
import * as Type from "./type.ts";

const Word = Type.String({ minLength: 1 });
const Named = Type.Object({ name: Maybe(Word), id: Maybe(Word) });

const AssumeRole = {
  agency_name: Maybe(Word),
  xrole_name: Maybe(Type.String({ description: "The older name of agency_name." })),
  domain_id: Maybe(Word),
  domain_name: Maybe(Word),
};

export const TokenBody = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Type.Enum(["password", "token", "assume_role"]), { minItems: 1 }),
      password: Maybe(
        Type.Object({
          user: Type.Object({
            id: Maybe(Word),
            name: Maybe(Word),
            password: Word,
            domain: Maybe(Named),
          }),
        }),
      ),
      token: Maybe(Type.Object({ id: Word })),
      assume_role: Maybe(Type.Object(AssumeRole)),
    }),
    scope: Maybe(Type.Object({ project: Maybe(Named), domain: Maybe(Named) })),
  }),
});
export type TokenBody = Type.Static<typeof TokenBody>;

const duration_seconds = Maybe(
  Type.Integer({
    minimum: 900,
    maximum: 86_400,
    description: "How long the keys are good; 900 where nothing is said.",
  }),
);

export const SecurityTokenBody = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Type.Enum(["token", "assume_role"]), { minItems: 1, maxItems: 1 }),
      token: Maybe(
        Type.Object({
          id: Maybe(Type.String({ description: "In place of X-Auth-Token." })),
          duration_seconds,
        }),
      ),
      assume_role: Maybe(
        Type.Object({
          ...AssumeRole,
          duration_seconds,
          session_user: Maybe(Type.Object({ name: Maybe(Type.String()) })),
        }),
      ),
      policy: Maybe(Type.Object({}, { description: "Taken, and without effect here." })),
    }),
  }),
});
export type SecurityTokenBody = Type.Static<typeof SecurityTokenBody>;

export const TokenQuery = Type.Object({
  nocatalog: Type.Optional(Type.String({ description: "Any text leaves the catalog out of the answer." })),
});
export const ProjectsQuery = Type.Object({
  name: Type.Optional(Type.String()),
  domain_id: Type.Optional(Type.String()),
  enabled: Type.Optional(Type.Boolean()),
});
