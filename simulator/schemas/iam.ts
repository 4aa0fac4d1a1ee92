// Requests to IAM: only what is needed to get into a project.

import Type from "typebox";

const Named = Type.Object({ name: Type.Optional(Type.String()), id: Type.Optional(Type.String()) });

export const TokenBody = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Type.String(), { minItems: 1 }),
      password: Type.Object({
        user: Type.Object({
          name: Type.String({ minLength: 1 }),
          password: Type.String({ minLength: 1 }),
          domain: Type.Object({ name: Type.String({ minLength: 1 }) }),
        }),
      }),
    }),
    scope: Type.Optional(Type.Object({ project: Type.Optional(Named), domain: Type.Optional(Named) })),
  }),
});
export type TokenBody = Type.Static<typeof TokenBody>;

export const TokenQuery = Type.Object({ nocatalog: Type.Optional(Type.String()) });
export const ProjectsQuery = Type.Object({ name: Type.Optional(Type.String()) });
