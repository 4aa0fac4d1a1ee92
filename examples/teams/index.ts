// One pool for each team of teams.yaml. Whoever changes that file needs no TypeScript; what is wrong in it is said before anything is changed.
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { type TeamArgs, TeamDesktops } from "./team-desktops.ts";

const config = new pulumi.Config();
const office = {
  product: config.get("productId") ?? "workspace.c2.large.windows",
  imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
  subnetId: config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002",
};

const teams: Record<string, TeamArgs> = parse(readFileSync("teams.yaml", "utf8"));

export const pools = Object.fromEntries(
  Object.entries(teams).map(([team, args]) => [team, new TeamDesktops(team, args, office).poolId]),
);
