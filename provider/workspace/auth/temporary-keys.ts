/** Temporary keys as IAM and the metadata of an ECS write them. */
import { z } from "zod";
import { hideSecret } from "../errors/redaction.ts";
import type { Proof } from "./identity.ts";

export const credentialSchema = z.object({
  credential: z.object({
    access: z.string().min(1),
    secret: z.string().min(1),
    securitytoken: z.string().min(1),
    expiresAt: z.iso.datetime(),
  }),
});

type Credential = z.infer<typeof credentialSchema>["credential"];

export function keyProof({ access, secret, securitytoken }: Credential): Proof & { readonly kind: "key" } {
  hideSecret(access);
  hideSecret(secret);
  hideSecret(securitytoken);
  return { kind: "key", key: { accessKey: access, secretKey: secret, securityToken: securitytoken } };
}
